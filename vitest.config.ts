import { configDefaults, defineConfig } from "vitest/config";
import { filesThatReadIt, hasReferenceMaterial } from "./test/reference-material.js";

const without = hasReferenceMaterial ? [] : filesThatReadIt();
if (without.length > 0) {
  console.warn(
    `The reference material (../shared) is not here: ${without.length} test files that read it are left out.`,
  );
}

export default defineConfig({
  test: {
    setupFiles: ["test/setup.ts"],
    // By default one processor stays idle, which on a machine with two is half of it.
    maxWorkers: "100%",
    include: ["test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, ...without],
    // Hooks start and stop what tests use, on machines that are as busy.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});

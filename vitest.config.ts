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
    include: ["test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, ...without],
    testTimeout: 30_000,
  },
});

import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { signup } from "./flows.js";
import { pullRequest, startProject, writeToken } from "./harness.js";

/** A proxy that leads every tunnel to one place. */
async function startProxy(target: string): Promise<{ readonly url: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = createServer();
  server.on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    const upstream = connect(Number(new URL(target).port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("error", () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => close(server));
  const address = server.address();
  if (address === null || typeof address !== "object") throw new Error("The proxy has no port.");
  return { url: `http://127.0.0.1:${address.port}`, asked };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

test("GitHub is reached through the proxy of a self-hosted runner", async () => {
  const project = await startProject({ files: { "flow.json": signup } });
  const proxy = await startProxy(project.github.url);
  const run = await project.run({
    inputs: { pipeline: "pull-request", path: "flow.json", "github-token": writeToken },
    event: pullRequest(),
    env: { GITHUB_API_URL: "http://api.github.test", http_proxy: proxy.url },
  });
  expect(run.annotations).toEqual([]);
  expect(run.outputs["comment-id"]).toBe("1001");
  expect(new Set(proxy.asked)).toEqual(new Set(["api.github.test:80"]));
});

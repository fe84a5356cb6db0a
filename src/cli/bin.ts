#!/usr/bin/env node
import nodeModule from "node:module";

// Compiled code is kept between runs, which halves the start of a command. Newer than Node 20, so it may be missing;
// and it only helps modules that are loaded afterwards, so everything else is.
nodeModule.enableCompileCache?.();

const { main } = await import("./main.js");
await main();

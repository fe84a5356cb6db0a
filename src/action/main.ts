/** Entry of the bundle: nothing but the start. */
import { nodeMachine } from "./node-machine.js";
import { run } from "./run.js";

await run(nodeMachine());

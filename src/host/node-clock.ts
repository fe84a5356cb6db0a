/** The machine's own clock, which the client has already. */
export { systemClock as nodeClock } from "../client/transport.js";

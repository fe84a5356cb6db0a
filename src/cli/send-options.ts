/** The test message, as flags describe it. */
import type { FlowActionPayload } from "../client/wire.js";
import { UsageError } from "../errors/errors.js";
import { given, isObject } from "../json/object.js";
import type { SendOptions } from "../pipeline/options.js";
import { parseObject, readNamed } from "./flow-source.js";
import type { Options } from "./options.js";
import type { Session } from "./session.js";

/** Only what was given; the step has the defaults. */
export async function sendOptions(options: Options, session: Session): Promise<SendOptions> {
  const flowAction = options.text("flow-action");
  const mode = modeOf(options);
  return {
    ...given("bodyText", options.text("body-text")),
    ...given("headerText", options.text("header-text")),
    ...given("footerText", options.text("footer-text")),
    ...given("flowCta", options.text("flow-cta")),
    ...given("flowToken", options.text("flow-token")),
    ...(flowAction === "navigate" || flowAction === "data_exchange" ? { flowAction } : {}),
    ...given("flowActionPayload", await payloadOf(options, session)),
    ...(mode === undefined ? {} : { mode }),
    ...(options.list("to").length > 0 ? { recipients: options.list("to") } : {}),
  };
}

function modeOf(options: Options): "draft" | "published" | undefined {
  const mode = options.text("mode");
  const draft = options.knows("draft") && options.switch("draft");
  if (draft && mode === "published") {
    throw new UsageError("USAGE_CONTRADICTION", "`--draft` and `--mode published` exclude each other.", {
      hint: "Give only one of them.",
    });
  }
  if (draft || mode === "draft") return "draft";
  return mode === "published" ? "published" : undefined;
}

async function payloadOf(options: Options, session: Session): Promise<FlowActionPayload | undefined> {
  const file = options.knows("flow-action-payload-file") ? options.text("flow-action-payload-file") : undefined;
  const text = file === undefined ? options.text("flow-action-payload") : await readNamed(file, session);
  if (text === undefined) return undefined;
  const { screen, data, ...other } = parseObject(text, file === undefined ? "`--flow-action-payload`" : `\`${file}\``);
  const unknown = Object.keys(other)[0];
  if (unknown !== undefined) throw badPayload(`has \`${unknown}\`, which is not known there`);
  if (screen !== undefined && typeof screen !== "string") throw badPayload("has a `screen` that is not a text");
  if (data !== undefined && !isObject(data)) throw badPayload("has `data` that is not an object");
  return { ...given("screen", screen), ...given("data", data) };
}

function badPayload(what: string): UsageError {
  return new UsageError("USAGE_BAD_VALUE", `The flow action payload ${what}.`, {
    hint: 'It looks like `{"screen": "WELCOME", "data": {"name": "Ada"}}`; `data` may be left out.',
  });
}

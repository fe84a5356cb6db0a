import type { EndpointRule } from "../rule.js";
import { endpointBackTransition } from "./endpoint-back-transition.js";
import { endpointCodeFromText } from "./endpoint-code-from-text.js";
import { endpointDataRequired } from "./endpoint-data-required.js";
import { endpointDataType } from "./endpoint-data-type.js";
import { endpointErrorMessage } from "./endpoint-error-message.js";
import { endpointExport } from "./endpoint-export.js";
import { endpointFenced } from "./endpoint-fenced.js";
import { endpointFieldMissing } from "./endpoint-field-missing.js";
import { endpointFieldUnknown } from "./endpoint-field-unknown.js";
import { endpointFinalParams } from "./endpoint-final-params.js";
import { endpointFinalToken } from "./endpoint-final-token.js";
import { endpointFirstScreen } from "./endpoint-first-screen.js";
import { endpointGlobalMissing } from "./endpoint-global-missing.js";
import { endpointHandlerMissing } from "./endpoint-handler-missing.js";
import { endpointHandlerNotDeclared } from "./endpoint-handler-not-declared.js";
import { endpointImport } from "./endpoint-import.js";
import { endpointNoResponse } from "./endpoint-no-response.js";
import { endpointNotJson } from "./endpoint-not-json.js";
import { endpointRequestShape } from "./endpoint-request-shape.js";
import { endpointScreenRequired } from "./endpoint-screen-required.js";
import { endpointScreenUnknown } from "./endpoint-screen-unknown.js";
import { endpointSecret } from "./endpoint-secret.js";
import { endpointStatus } from "./endpoint-status.js";
import { endpointSyntax } from "./endpoint-syntax.js";
import { endpointTransition } from "./endpoint-transition.js";
import { endpointVersion } from "./endpoint-version.js";
import { endpointWorkAtStart } from "./endpoint-work-at-start.js";

/** Every rule that looks at data endpoint code without running it: the code itself first, then what it answers. */
export const endpointRules: readonly EndpointRule[] = [
  endpointFenced,
  endpointSyntax,
  endpointExport,
  endpointHandlerMissing,
  endpointHandlerNotDeclared,
  endpointImport,
  endpointGlobalMissing,
  endpointCodeFromText,
  endpointWorkAtStart,
  endpointSecret,
  endpointRequestShape,
  endpointNoResponse,
  endpointStatus,
  endpointNotJson,
  endpointVersion,
  endpointScreenRequired,
  endpointScreenUnknown,
  endpointDataRequired,
  endpointFirstScreen,
  endpointTransition,
  endpointBackTransition,
  endpointFieldMissing,
  endpointFieldUnknown,
  endpointDataType,
  endpointErrorMessage,
  endpointFinalParams,
  endpointFinalToken,
];

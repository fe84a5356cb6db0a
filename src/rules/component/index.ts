import type { Check } from "../../flow/rule.js";
import { calendarValues } from "./calendar-values.js";
import { componentDataSourceDuplicateId } from "./component-data-source-duplicate-id.js";
import { componentInitValueNotAnOption } from "./component-init-value-not-an-option.js";
import { componentOnSelectRenderTrigger } from "./component-on-select-render-trigger.js";
import { componentRequiredButHidden } from "./component-required-but-hidden.js";
import { componentTextInputNegativeChars } from "./component-text-input-negative-chars.js";
import { dates } from "./dates.js";
import { imageHints } from "./image-hints.js";
import { images } from "./images.js";
import { initValueType } from "./init-value-type.js";
import { itemCounts } from "./item-counts.js";
import { markdown } from "./markdown.js";
import { navigationLists } from "./navigation-lists.js";
import { richTextAlone } from "./rich-text-alone.js";
import { textInputPattern } from "./text-input-pattern.js";
import { textLengths } from "./text-lengths.js";

export const componentChecks: readonly Check[] = [
  textLengths,
  markdown,
  richTextAlone,
  textInputPattern,
  componentTextInputNegativeChars,
  itemCounts,
  componentDataSourceDuplicateId,
  componentInitValueNotAnOption,
  componentRequiredButHidden,
  dates,
  calendarValues,
  images,
  imageHints,
  navigationLists,
  initValueType,
  componentOnSelectRenderTrigger,
];

import type { RuleInfo } from "../flow/rule.js";
import { sources } from "../flow/sources.js";

/**
 * The rules that the tables speak for, grouped by Meta's code. Most differ only by the place they are about, so that
 * people can set the severity of each.
 */
type Row = Omit<RuleInfo, "code" | "severity" | "why" | "source"> & { readonly source?: string };

function group(code: string, severity: RuleInfo["severity"], why: string, rows: readonly Row[]): RuleInfo[] {
  return rows.map((row) => ({ source: sources.errorCodes, ...row, code, severity, why }));
}

export const structureRules: readonly RuleInfo[] = [
  ...group(
    "INVALID_PROPERTY_KEY",
    "error",
    "Objects of Flow JSON are closed: Meta refuses a flow with a key that the declared version does not have.",
    [
      {
        id: "schema-additional-property",
        what: "An object that is not a component has a key that Flow JSON does not know.",
      },
      {
        id: "schema-additional-property-in-component",
        what: "A component has a property that its type does not know.",
      },
      {
        id: "component-property-newer-than-version",
        what: "A property came with a later Flow JSON version than the declared one.",
      },
      {
        id: "schema-data-channel-uri-removed",
        what: "`data_channel_uri` stands in a flow of version 3.0 or later.",
        since: "3.0",
      },
      { id: "action-extra-property", what: "An action has a key that actions do not know.", source: sources.flowJson },
      { id: "action-open-url-payload", what: "`open_url` has a `payload`.", since: "6.0", source: sources.flowJson },
      {
        id: "form-init-value-inside",
        what: "A component in a Form has `init-value`.",
        since: "4.0",
        source: sources.components,
      },
      {
        id: "form-error-message-inside",
        what: "A component in a Form has `error-message`.",
        since: "4.0",
        source: sources.components,
      },
      {
        id: "native-required-property",
        what: "A PhotoPicker or DocumentPicker has `required`.",
        since: "4.0",
        source: sources.own,
      },
    ],
  ),
  ...group(
    "WF_UNDOCUMENTED_PROPERTY",
    "warning",
    "Nothing published says that it is refused, or that it does anything.",
    [
      {
        id: "schema-undocumented-property",
        what: "A component has a property that public flows use but no page documents for it.",
        source: sources.own,
      },
    ],
  ),
  ...group("INVALID_PROPERTY_VALUE", "error", "Meta refuses a value that is none of the documented ones.", [
    { id: "schema-unknown-component-type", what: "`type` names no component." },
    {
      id: "component-type-newer-than-version",
      what: "A component came with a later Flow JSON version than the declared one.",
    },
    {
      id: "schema-component-not-allowed-in-parent",
      what: "A component stands in a container that does not take it.",
      source: sources.components,
    },
    { id: "form-children-nested-form", what: "A Form holds another Form or a RichText.", source: sources.flowJson },
    {
      id: "switch-in-switch",
      what: "A case of a Switch holds an If or another Switch.",
      since: "4.0",
      source: sources.components,
    },
    {
      id: "component-chips-in-conditional",
      what: "Before 7.1 a ChipsSelector stands in an If or a Switch.",
      since: "6.3",
      until: "7.0",
      source: sources.changelog,
    },
    { id: "version-invalid-data-api", what: "`data_api_version` is none that exists." },
    { id: "schema-invalid-layout-type", what: "The type of a layout is not `SingleColumnLayout`." },
    {
      id: "action-name-on-select",
      what: "An action cannot be the `on-select-action` of this component.",
      source: sources.components,
    },
    {
      id: "action-name-on-select-data-exchange-only",
      what: "The `on-select-action` of a DatePicker or CalendarPicker is not `data_exchange`.",
      source: sources.components,
    },
    {
      id: "action-name-on-unselect",
      what: "An `on-unselect-action`, an action of an option, or the `on-select-action` of an OptIn is not `update_data`.",
      since: "6.0",
      source: sources.components,
    },
    {
      id: "component-chips-actions-version",
      what: "Before 7.1 the `on-select-action` of a ChipsSelector is `update_data`.",
      since: "6.3",
      until: "7.0",
      source: sources.components,
    },
    { id: "if-then-empty", what: "The `then` of an If is empty.", since: "4.0" },
    { id: "switch-cases-empty", what: "A Switch has no cases.", since: "4.0", source: sources.components },
  ]),
  ...group("KEYWORD_ONE_OF", "error", "Inputs outside a Form came with 4.0.", [
    {
      id: "schema-form-parent-required",
      what: "Before 4.0 an input stands directly in the layout instead of in a Form.",
      until: "3.1",
    },
  ]),
  ...group(
    "MISSING_REQUIRED_TYPE_PROPERTY",
    "error",
    "Without `type` nothing tells what the object is, and Meta refuses the flow.",
    [{ id: "schema-missing-type-property", what: "A component or a layout has no `type`." }],
  ),
  ...group("MISSING_REQUIRED_PROPERTY", "error", "Meta refuses a flow in which something required is missing.", [
    { id: "schema-missing-required-property", what: "A property that is required is missing." },
    {
      id: "schema-screen-required",
      what: "`screens`, or `id` or `layout` of a screen, or `children` of a layout is missing.",
      source: sources.flowJson,
    },
    { id: "action-open-url-required", what: "`open_url` has no `url`.", since: "6.0", source: sources.flowJson },
    { id: "navigate-next-required", what: "`navigate` does not say where to go.", source: sources.flowJson },
    {
      id: "component-carousel-image-required",
      what: "A picture of an ImageCarousel has no `src` or no `alt-text`.",
      since: "7.1",
      source: sources.components,
    },
    {
      id: "component-checkbox-label-required",
      what: "From 4.0 a CheckboxGroup has no `label`.",
      since: "4.0",
      source: sources.components,
    },
    {
      id: "component-radio-label-required",
      what: "From 4.0 a RadioButtonsGroup has no `label`.",
      since: "4.0",
      source: sources.components,
    },
    {
      id: "component-data-source-item-required",
      what: "An option has no `id` or no `title`.",
      source: sources.components,
    },
    { id: "component-dropdown-name-required", what: "A Dropdown has no `name`.", source: sources.flowJson },
    {
      id: "component-embedded-link-action-required",
      what: "An EmbeddedLink or a Footer does nothing when tapped.",
      source: sources.components,
    },
    {
      id: "component-navigation-list-item-id",
      what: "An entry of a NavigationList has no `id`.",
      since: "6.2",
      source: sources.components,
    },
    {
      id: "component-navigation-list-item-main-content",
      what: "An entry of a NavigationList has no `main-content` with a `title`, or its `start` has no `image`.",
      since: "6.2",
      source: sources.components,
    },
    { id: "form-missing-name", what: "A Form has no `name` or no `children`.", source: sources.flowJson },
    {
      id: "if-missing-required",
      what: "An If has no `condition` or no `then`.",
      since: "4.0",
      source: sources.components,
    },
    {
      id: "switch-missing-required",
      what: "A Switch has no `value` or no `cases`.",
      since: "4.0",
      source: sources.components,
    },
  ]),
  ...group(
    "MISSING_FLOW_JSON_VERSION",
    "error",
    "Without a version Meta cannot tell by which rules to read the flow.",
    [{ id: "version-missing", what: "The flow declares no `version`." }],
  ),
  ...group(
    "INVALID_PROPERTY_TYPE",
    "error",
    "Meta checks the JSON type of every value; a number or truth value in quotes is a text.",
    [
      { id: "version-not-a-string", what: '`version` is not a text, such as `"7.3"`.' },
      {
        id: "routing-value-not-array",
        what: "`routing_model` is no object of lists of screen ids.",
        source: sources.flowJson,
      },
      { id: "schema-invalid-property-type", what: "A value has a type that its property does not take." },
      {
        id: "schema-sensitive-shape",
        what: "`sensitive` is no list of names.",
        since: "5.1",
        source: sources.flowJson,
      },
      { id: "complete-payload-not-object", what: "The `payload` of an action is no object.", source: sources.flowJson },
      {
        id: "component-markdown-static",
        what: "`markdown` is not the literal true or false.",
        since: "5.1",
        source: sources.components,
      },
      {
        id: "component-text-array",
        what: "Before 5.1 the text of a TextBody or TextCaption is a list.",
        until: "5.0",
        source: sources.changelog,
      },
      {
        id: "component-text-area-max-length",
        what: "`max-length` of a TextArea is no whole number.",
        source: sources.components,
      },
      {
        id: "switch-case-not-array",
        what: "A case of a Switch is no list of components.",
        since: "4.0",
        source: sources.components,
      },
      {
        id: "native-error-message-object",
        what: "`error-message` of a PhotoPicker or DocumentPicker is neither a text nor an object of texts.",
        since: "4.0",
        source: sources.media,
      },
      {
        id: "native-limits-static",
        what: "A limit of a PhotoPicker or DocumentPicker is no whole number.",
        since: "4.0",
        source: sources.media,
      },
    ],
  ),
  ...group("INVALID_PROPERTY_VALUE_FORMAT", "error", "Meta checks the form of addresses, dates and patterns.", [
    { id: "schema-invalid-format", what: "An address is no URL, or a pattern no regular expression." },
    { id: "action-open-url-format", what: "The `url` of `open_url` is no URL.", since: "6.0" },
    {
      id: "component-text-input-pattern-regex",
      what: "`pattern` is no regular expression.",
      since: "6.2",
      source: sources.components,
    },
  ]),
  ...group("MIN_ITEMS_REQUIRED", "error", "A list without entries shows nothing to choose from, and Meta refuses it.", [
    { id: "schema-min-items", what: "A list that needs entries is empty." },
    {
      id: "component-carousel-min-images",
      what: "An ImageCarousel has no pictures.",
      since: "7.1",
      source: sources.components,
    },
    { id: "component-checkbox-min-options", what: "A CheckboxGroup has no options.", source: sources.components },
    { id: "component-radio-min-options", what: "A RadioButtonsGroup has no options.", source: sources.components },
    { id: "component-dropdown-min-options", what: "A Dropdown has no options.", source: sources.components },
    {
      id: "component-chips-no-options",
      what: "A ChipsSelector has no options.",
      since: "6.3",
      source: sources.components,
    },
    {
      id: "component-navigation-list-min-items",
      what: "A NavigationList has no entries.",
      since: "6.2",
      source: sources.components,
    },
  ]),
  ...group("INVALID_ENUM_VALUE", "error", "Only the documented values have a meaning; Meta refuses others.", [
    { id: "schema-enum", what: "A text is none of the values that its property takes." },
    { id: "action-name-on-click", what: "An action cannot be the `on-click-action` of this component." },
    {
      id: "component-calendar-include-days",
      what: "A day in `include-days` is none of `Mon` to `Sun`.",
      since: "6.1",
      source: sources.components,
    },
    {
      id: "component-calendar-mode",
      what: "`mode` of a CalendarPicker is neither `single` nor `range`.",
      since: "6.1",
      source: sources.components,
    },
    {
      id: "component-carousel-aspect-ratio",
      what: "`aspect-ratio` of an ImageCarousel is neither `4:3` nor `16:9`.",
      since: "7.1",
      source: sources.components,
    },
    {
      id: "component-image-scale-type",
      what: "`scale-type` is neither `cover` nor `contain`.",
      source: sources.components,
    },
    {
      id: "component-label-variant",
      what: "`label-variant` is not `large`.",
      since: "7.0",
      source: sources.components,
    },
    {
      id: "component-media-size",
      what: "`media-size` is neither `regular` nor `large`.",
      since: "5.0",
      source: sources.components,
    },
    {
      id: "component-text-input-type",
      what: "`input-type` is none of the keyboards that exist.",
      source: sources.components,
    },
    {
      id: "native-mime-type",
      what: "A type in `allowed-mime-types` is not supported.",
      since: "4.0",
      source: sources.media,
    },
    {
      id: "native-photo-source",
      what: "`photo-source` is none of the sources that exist.",
      since: "4.0",
      source: sources.media,
    },
  ]),
  ...group(
    "PATTERN_MISMATCH",
    "error",
    "Meta checks the form of texts; a text where a number, list or object is wanted must be one whole reference.",
    [
      {
        id: "schema-pattern-type-or-dynamic",
        what: "A number, list or object is wanted, and a text stands there that is no reference.",
        since: "4.0",
      },
      {
        id: "schema-pattern-type-or-dynamic-legacy",
        what: "Before 4.0: a number, list or object is wanted, and a text stands there that is no reference.",
        until: "3.1",
      },
      { id: "schema-pattern-dynamic-only", what: "A property that takes nothing but a reference holds another text." },
      { id: "schema-pattern-not-blank", what: "A text that people are to read is blank." },
      { id: "schema-pattern-generic", what: "A text has not the form that its property asks for." },
      {
        id: "component-data-source-color",
        what: "The `color` of an option is not `#` and six hexadecimal digits.",
        since: "5.0",
        source: sources.components,
      },
      {
        id: "component-text-blank",
        what: "The text of a heading, paragraph or link is blank.",
        source: sources.components,
      },
      { id: "component-text-input-chars-type", what: '`min-chars` or `max-chars` is a text, such as `"10"`.' },
      {
        id: "switch-value-format",
        what: "The `value` of a Switch is no reference.",
        since: "4.0",
        source: sources.components,
      },
      {
        id: "naming-component-name-blank",
        what: "The `name` of a component is blank.",
        since: "4.0",
        source: sources.changelog,
      },
    ],
  ),
  ...group("WF_ACTION_URL_IGNORED", "warning", "Only `open_url` reads it, so it does nothing.", [
    {
      id: "action-url-forbidden",
      what: "An action other than `open_url` has a `url`.",
      since: "6.0",
      source: sources.flowJson,
    },
  ]),
  ...group("WF_ACTION_NEXT_IGNORED", "warning", "Only `navigate` reads it, so it does nothing.", [
    {
      id: "navigate-next-forbidden",
      what: "`next` stands in an action that does not go to a screen.",
      source: sources.flowJson,
    },
  ]),
  ...group("WF_NEXT_TYPE", "warning", "Only `screen` is documented; with anything else the action may do nothing.", [
    { id: "navigate-next-type", what: "`next.type` is not `screen`.", source: sources.flowJson },
  ]),
  ...group(
    "WF_UNDOCUMENTED_DYNAMIC",
    "warning",
    "The tables list the values only; a reference may be shown as it is or be ignored.",
    [
      {
        id: "component-undocumented-dynamic",
        what: "A property has a dynamic value for which no page documents one.",
        source: sources.components,
      },
    ],
  ),
  ...group("MINIMUM_VALUE_REQUIRED", "error", "Meta refuses numbers outside the documented range.", [
    { id: "limits-minimum-value", what: "A number is below the least one that is allowed." },
  ]),
  ...group("MAXIMUM_VALUE_REQUIRED", "error", "Meta refuses numbers outside the documented range.", [
    { id: "limits-maximum-value", what: "A number is above the greatest one that is allowed.", since: "4.0" },
  ]),
];

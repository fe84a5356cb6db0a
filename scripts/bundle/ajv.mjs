// Stands in for `ajv` inside the action bundle: the same class, as a named export. webpack's `import()` of a CommonJS
// package whose export is a function has only `default`.
export { Ajv } from "ajv-itself";

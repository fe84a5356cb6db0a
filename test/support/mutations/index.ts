/**
 * One mistake at a time, as people make them: each changes a valid flow in one place and says which errors belong to
 * that. `pick` chooses among the places where the mistake can be made.
 */
import { componentMutations } from "./component-mutations.js";
import { flowMutations } from "./flow-mutations.js";
import type { Mutation } from "./places.js";

export type { Mutation };

export const mutations: readonly Mutation[] = [...componentMutations, ...flowMutations];

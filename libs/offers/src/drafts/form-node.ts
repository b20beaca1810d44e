/** One part of a form as it was filled in, sound or not: texts by the names of its fields, and the parts below it. */
export interface FormNode {
  fields: Readonly<Record<string, string | readonly string[]>>;
  children: readonly FormNode[];
}

/** The parts of a form by name. */
export type FormParts = Readonly<Record<string, FormNode>>;

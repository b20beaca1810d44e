import Ajv2020, { ValidateFunction } from 'ajv/dist/2020';
import { Schema, Schemas } from './contract-bodies';

interface Response {
  content?: Record<string, { schema: Schema }>;
}

interface Parameter {
  name: string;
  in: string;
  schema: Schema;
}

interface Answer {
  status: number;
  type: string;
  body: string;
}

export interface Operation {
  /** `POST /api/v1/actors` */
  name: string;
  method: string;
  path: string;
  body?: Schema;
  example?: unknown;
  query: Parameter[];
  responses: Record<string, Response>;
}

export interface OpenApi {
  paths: Record<string, Record<string, Record<string, unknown>>>;
  components: { schemas: Schemas };
}

/** Every object holds the members that the contract names and no others. */
function closed<T>(node: T): T {
  if (Array.isArray(node)) return node.map(closed) as T;
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value as unknown)]));
  const { properties, additionalProperties } = copy as Schema;
  const isClosed = properties && Object.keys(properties).length > 0 && additionalProperties === undefined;
  return (isClosed ? { ...copy, additionalProperties: false } : copy) as T;
}

const FORMATS: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/,
};

/** Tables have no schema. */
const TABLE = /^(text\/csv|application\/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet)\b/;

/** The OpenAPI document as its own judge: what may be sent, and whether an answer is what it promises. */
export class Contract {
  readonly schemas: Schemas;
  readonly operations: Operation[];
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly ajv: Ajv2020;

  constructor(document: OpenApi) {
    this.schemas = document.components.schemas;
    this.operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => readOperation(path, method, operation)),
    );
    this.ajv = new Ajv2020({ strict: false, allErrors: false, formats: FORMATS });
    this.ajv.addSchema({ $id: 'contract', components: { schemas: closed(this.schemas) } });
  }

  /** @returns why the answer breaks the contract, or null */
  faultOf(operation: Operation, answer: Answer): string | null {
    const { status, type, body } = answer;
    if (status >= 500) return `${status} ${body.slice(0, 200)}`;
    if (status >= 400) return type.startsWith('application/problem+json') ? this.faultOfBody(operation, answer) : `problem of type ${type}`;
    return operation.responses[String(status)] ? this.faultOfBody(operation, answer) : `status ${status} is not in the contract`;
  }

  /** Every route may answer a problem that it does not name, such as one of its address: all have one form. */
  private faultOfBody({ name, responses }: Operation, { status, type, body }: Answer): string | null {
    if (TABLE.test(type)) return null;
    const key = responses[String(status)] ? String(status) : '422';
    const media = Object.values(responses[key]?.content ?? {})[0];
    if (!media) return body === '' ? null : 'a body where there should be none';
    const validate = this.validator(`${name} ${key}`, media.schema, status >= 400);
    return validate(JSON.parse(body)) ? null : this.ajv.errorsText(validate.errors);
  }

  /** Problems may carry members of their own (RFC 9457 §3.2); answers may not. */
  private validator(key: string, schema: Schema, isOpen: boolean): ValidateFunction {
    let validate = this.validators.get(key);
    if (!validate) {
      const local = JSON.parse(
        JSON.stringify(isOpen ? schema : closed(schema)).replaceAll('"#/components', '"contract#/components'),
      ) as object;
      validate = this.ajv.compile(local);
      this.validators.set(key, validate);
    }
    return validate;
  }
}

function readOperation(path: string, method: string, operation: Record<string, unknown>): Operation {
  const {
    requestBody,
    parameters = [],
    responses,
  } = operation as {
    requestBody?: { content: Record<string, { schema: Schema; examples?: { example: { value: unknown } } }> };
    parameters?: Parameter[];
    responses: Record<string, Response>;
  };
  const media = requestBody?.content['application/json'];
  return {
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    body: media?.schema,
    example: Object.values(requestBody?.content ?? {})[0]?.examples?.example.value,
    query: parameters.filter((parameter) => parameter.in === 'query'),
    responses,
  };
}

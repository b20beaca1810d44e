/** One HTTP answer: status, headers and the body read as JSON. */
export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors?: { pointer: string; code: string; detail: string }[];
  [member: string]: unknown;
}

/** Calls the API over HTTP, as a partner's program would. */
export class ApiCaller {
  constructor(
    private readonly address: string,
    readonly token: string | null,
  ) {}

  /** The header that names this caller. */
  get authorization(): string {
    return `Bearer ${this.token}`;
  }

  get<T = Problem>(path: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.call<T>('GET', path, undefined, headers);
  }

  post<T = Problem>(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.call<T>('POST', path, body, headers);
  }

  put<T = Problem>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.call<T>('PUT', path, body, headers);
  }

  patch<T = Problem>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.call<T>('PATCH', path, body, headers);
  }

  delete<T = Problem>(path: string): Promise<Answer<T>> {
    return this.call<T>('DELETE', path);
  }

  /** A form whose last field is a file. */
  async upload<T = Problem>(path: string, fields: Record<string, string>, file: { name: string; bytes: Buffer }): Promise<Answer<T>> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([new Uint8Array(file.bytes)]), file.name);
    const response = await fetch(`${this.address}/api/v1${path}`, {
      method: 'POST',
      body: form,
      headers: { authorization: this.authorization },
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as T };
  }

  /** An answer that is not JSON. */
  async text(path: string): Promise<{ type: string | null; text: string }> {
    const headers = this.token ? { authorization: `Bearer ${this.token}` } : undefined;
    const response = await fetch(`${this.address}/api/v1${path}`, { headers });
    return { type: response.headers.get('content-type'), text: await response.text() };
  }

  /** @param body a text is sent as it is */
  async call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    const response = await fetch(`${this.address}/api/v1${path}`, {
      method,
      headers: {
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : undefined) as T };
  }
}

import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** The time for the whole call is over. */
export class CallTimeout extends Error {}

/**
 * Gathers one answer up to its cap, in a time that counts for the whole call: waiting for a connection, headers and body. No
 * stream and no signal is made for it: most of the work of a call is there otherwise.
 */
export class CappedAnswer implements Dispatcher.DispatchHandler {
  readonly promise: Promise<Answer>;
  private resolve: (answer: Answer) => void;
  private reject: (error: Error) => void;
  private readonly timer: NodeJS.Timeout;
  private controller?: Dispatcher.DispatchController;
  private ended?: Error;
  private status = 0;
  private headers: IncomingHttpHeaders = {};
  private readonly chunks: Buffer[] = [];
  private size = 0;

  constructor(
    private readonly mostBytes: number,
    timeoutMs: number,
  ) {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.promise.catch(() => undefined);
    this.timer = setTimeout(() => this.fail(new CallTimeout()), timeoutMs);
  }

  /** A call that ended while it waited for a connection is not made. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.ended) controller.abort(this.ended);
  }

  /** Also of interim answers, such as 103: the last one counts. */
  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.status = status;
    this.headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size < this.mostBytes) return;
    this.finish();
    controller.abort(new Error('the answer is too long'));
  }

  onResponseEnd(): void {
    this.finish();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(error);
  }

  private finish(): void {
    clearTimeout(this.timer);
    const body = this.size === 0 ? '' : Buffer.concat(this.chunks).subarray(0, this.mostBytes).toString('utf8');
    this.resolve({ status: this.status, headers: this.headers, body });
  }

  private fail(error: Error): void {
    clearTimeout(this.timer);
    this.ended ??= error;
    this.reject(error);
    this.controller?.abort(error);
  }
}

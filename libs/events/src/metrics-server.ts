import { Config, measureProcess, metrics } from '@sambung/config';
import { createServer, Server } from 'node:http';

/** Serves `/metrics` of a process without an HTTP server of its own, when the configuration names a port. */
export function serveMetrics({ METRICS_PORT: port, HTTP_HOST: host }: Config): Server | undefined {
  if (port === 0) return undefined;
  measureProcess();
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return response.writeHead(404).end();
    return void metrics.metrics().then((text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text));
  });
  return server.listen(port, host).unref();
}

// Read here and not in the configuration: modules are instrumented while they load, before anything else does.
if (process.env.OTEL_EXPORTER_OTLP_ENDPOINT) {
  const { startExporting } = require('./exporting') as typeof import('./exporting');
  startExporting();
}

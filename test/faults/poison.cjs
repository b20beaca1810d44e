// Loaded into a worker before its own code: a query about one of these actors kills the process at once, as a fault in
// native code would. The program itself knows nothing of it.
const poison = new Set((process.env.POISONED_ACTORS ?? '').split(',').filter(Boolean));

if (poison.size > 0) {
  const { Client } = require('pg');
  const { query } = Client.prototype;
  Client.prototype.query = function (config, values, ...rest) {
    const parameters = Array.isArray(values) ? values : (config.values ?? []);
    if (parameters.some((parameter) => poison.has(parameter))) process.kill(process.pid, 'SIGKILL');
    return query.call(this, config, values, ...rest);
  };
}

// A host whose clock is wrong by so many milliseconds.
const shift = Number(process.env.CLOCK_SHIFT_MS ?? 0);

if (shift !== 0) {
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...parts) {
      if (parts.length === 0) super(RealDate.now() + shift);
      else super(...parts);
    }
    static now() {
      return RealDate.now() + shift;
    }
  };
}

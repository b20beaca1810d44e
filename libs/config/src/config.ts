import { plainToInstance, Transform } from 'class-transformer';
import { IsBoolean, IsEmail, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, validateSync } from 'class-validator';

const Flag = () => Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value));
const Int = () => Transform(({ value }) => (/^\d+$/.test(String(value)) ? Number(value) : value));

/** Everything the processes read from the environment. The names of the members are the names of the variables. */
export class Config {
  /** postgres:// URL of the role that the process signs in as; it takes the role of its kind, such as sambung_app. */
  @Matches(/^postgres(ql)?:\/\//, { message: 'must be a postgres:// URL' })
  DATABASE_URL: string;

  /** postgres:// URL of the role that owns the schema, for `migrate` and the other commands; DATABASE_URL unless given. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'must be a postgres:// URL' })
  MIGRATOR_DATABASE_URL?: string;

  /** redis:// URL, or several of nodes of one cluster, comma-separated; without it the queues live in PostgreSQL. */
  @IsOptional()
  @Matches(/^rediss?:\/\/[^,]+(,rediss?:\/\/[^,]+)*$/, { message: 'must be a redis:// URL, or several, comma-separated' })
  REDIS_URL?: string;

  /** 32 bytes, base64; keys for lookup digests and for webhook secrets at rest are derived from it. */
  @Matches(/^[A-Za-z0-9+/]{43}=$/, { message: 'must be 32 bytes in base64' })
  SECRET_KEY: string;

  /** Keys that wrap the data keys of fields, `id:base64` and comma-separated, the current one first; without it one derived from SECRET_KEY. */
  @IsOptional()
  @Matches(/^[a-z0-9-]{1,32}:[A-Za-z0-9+/]{43}=(,[a-z0-9-]{1,32}:[A-Za-z0-9+/]{43}=)*$/, {
    message: 'must list id:key, each key 32 bytes in base64',
  })
  KEY_ENCRYPTION_KEYS?: string;

  @IsString()
  HTTP_HOST = '127.0.0.1';

  @Int()
  @IsInt()
  @Min(0)
  @Max(65535)
  HTTP_PORT = 3000;

  /** Seconds in which the API still answers after SIGTERM while /readyz says that it drains, so that a load balancer turns away first. */
  @Int()
  @IsInt()
  @Min(0)
  @Max(20)
  DRAIN_SECONDS = 0;

  /** Where a matcher or courier serves `/metrics` on HTTP_HOST; 0 is nowhere. The API serves its own beside the rest. */
  @Int()
  @IsInt()
  @Min(0)
  @Max(65535)
  METRICS_PORT = 0;

  /** Addresses or networks of the proxies in front, comma-separated: their X-Forwarded-For names the caller. */
  @IsOptional()
  @IsString()
  TRUSTED_PROXIES?: string;

  /** Keys of all queues begin with it; the braces keep them in one slot of a Redis Cluster. */
  @Matches(/^\{[a-z0-9-]+\}$/, { message: 'must look like {sambung}' })
  QUEUE_PREFIX = '{sambung}';

  /** Seconds after which a row that was offered and not finished is offered again. */
  @Int()
  @IsInt()
  @Min(1)
  @Max(3600)
  OUTBOX_LEASE_SECONDS = 60;

  /** Seconds in which an officer may take a decision back before anything leaves. */
  @Int()
  @IsInt()
  @Min(0)
  @Max(3600)
  UNDO_SECONDS = 60;

  /** Webhook requests a second to one endpoint, at most. */
  @Int()
  @IsInt()
  @Min(1)
  @Max(10_000)
  WEBHOOK_REQUESTS_PER_SECOND = 10;

  /** Development only: webhook endpoints on this machine over plain http. */
  @Flag()
  @IsBoolean()
  ALLOW_LOOPBACK_WEBHOOKS = false;

  /** Demonstration only: NIKs with the never issued serial 0000. */
  @Flag()
  @IsBoolean()
  ALLOW_TEST_NIK = false;

  /** Officers and administrators who sign in with a password need an authenticator app; without one they may only enrol. */
  @Flag()
  @IsBoolean()
  REQUIRE_SECOND_FACTOR = true;

  /** Ways by which one-time codes reach owners, comma-separated: whatsapp, email, log. `log` is for demonstrations. */
  @Matches(/^((log|whatsapp|email)(,|$))*$/, { message: 'must list some of log, whatsapp, email' })
  CODE_CHANNELS = '';

  /** Development only: the answer to a request for a one-time code holds the code. */
  @Flag()
  @IsBoolean()
  SHOW_CODES = false;

  /** WhatsApp Cloud API: https://graph.facebook.com/<version>/<phone number id>. */
  @IsOptional()
  @Matches(/^https?:\/\//, { message: 'must be an http URL' })
  WHATSAPP_URL?: string;

  @IsOptional()
  @IsString()
  WHATSAPP_TOKEN?: string;

  /** Name of an approved authentication template. */
  @IsString()
  WHATSAPP_TEMPLATE = 'sambung_code';

  /** Name of an approved template without variables, which says that something waits. */
  @IsString()
  WHATSAPP_NOTICE_TEMPLATE = 'sambung_notice';

  /** smtp:// or smtps:// URL with user and password. */
  @IsOptional()
  @Matches(/^smtps?:\/\//, { message: 'must be an smtp:// URL' })
  SMTP_URL?: string;

  /** Who hears by e-mail of endpoints and deliveries that fail; needs SMTP_URL. */
  @IsOptional()
  @IsEmail({}, { message: 'must be an e-mail address' })
  OPERATOR_EMAIL?: string;

  @IsString()
  MAIL_FROM = 'Sambung <sambung@localhost>';

  /** OpenID Connect provider of staff; plain http only on this machine. */
  @IsOptional()
  @Matches(/^(https:\/\/|http:\/\/127\.0\.0\.1[:/])/, { message: 'must be an https URL' })
  OIDC_ISSUER?: string;

  @IsOptional()
  @IsString()
  OIDC_CLIENT_ID?: string;

  @IsOptional()
  @IsString()
  OIDC_CLIENT_SECRET?: string;

  /** The page of ours to which the provider sends people back. */
  @IsOptional()
  @Matches(/^https?:\/\//, { message: 'must be an http URL' })
  OIDC_REDIRECT_URL?: string;

  /** What people call the provider, on the button; its host when absent. */
  @IsOptional()
  @IsString()
  OIDC_NAME?: string;

  /** Where browsers reach the pages, for links in messages: never taken from a request, whose sender could choose it. */
  @IsOptional()
  @Matches(/^https?:\/\/[^/]+$/, { message: 'must be an http URL without a path' })
  PUBLIC_URL?: string;

  /** Requests a minute of one caller: an account, an API key, or an address without either. */
  @Int()
  @IsInt()
  @Min(10)
  @Max(10_000_000)
  RATE_LIMIT_PER_MINUTE = 600;

  /** One-time codes an hour that one address may ask for; all together may ask for a hundred times as many. */
  @Int()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  CODES_PER_HOUR = 20;

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
  LOG_LEVEL = 'info';

  get migratorUrl(): string {
    return this.MIGRATOR_DATABASE_URL ?? this.DATABASE_URL;
  }
}

const SECRETS: readonly (keyof Config)[] = [
  'SECRET_KEY', 'KEY_ENCRYPTION_KEYS', 'DATABASE_URL', 'MIGRATOR_DATABASE_URL', 'REDIS_URL', 'WHATSAPP_TOKEN', 'SMTP_URL', 'OIDC_CLIENT_SECRET',
]; // prettier-ignore

/** Variables without a default. */
const UNSET: readonly (keyof Config)[] = [
  'DATABASE_URL', 'MIGRATOR_DATABASE_URL', 'REDIS_URL', 'SECRET_KEY', 'KEY_ENCRYPTION_KEYS', 'WHATSAPP_URL', 'WHATSAPP_TOKEN', 'SMTP_URL', 'OPERATOR_EMAIL', 'OIDC_ISSUER', 'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET', 'OIDC_REDIRECT_URL', 'OIDC_NAME', 'PUBLIC_URL', 'TRUSTED_PROXIES',
]; // prettier-ignore

/** What may be logged at boot. */
export const redacted = (config: Config): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, SECRETS.includes(name as keyof Config) && value ? '[set]' : value]),
  );

/**
 * Reads and checks the environment.
 * @throws Error that lists every fault at once
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const names = [...new Set([...Object.keys(new Config()), ...UNSET])];
  const given = Object.fromEntries(names.filter((name) => environment[name]).map((name) => [name, environment[name]]));
  const config = plainToInstance(Config, given);
  const faults = validateSync(config).flatMap((fault) =>
    Object.values(fault.constraints ?? {}).map((text) => `  ${fault.property}: ${text.replace(`${fault.property} `, '')}`),
  );
  if (faults.length > 0) throw new Error(`The configuration is wrong:\n${faults.join('\n')}`);
  return config;
}

import { DomainError } from '@sambung/errors';
import { applyDecorators, createParamDecorator, ExecutionContext, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiHeader, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min, ValidateIf } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';

const unknownId = (): DomainError =>
  new DomainError('notFound', 'IdUnknown', { id: 'Tidak ada yang ber-id ini.', en: 'Nothing has this id.' });

/** The id in the path; a text that is no UUID names nothing. */
export const Id = (name = 'id'): ParameterDecorator => Param(name, new ParseUUIDPipe({ exceptionFactory: unknownId }));

/** A part of the path; a text of another form names nothing. */
function PathPart<T>(name: string, form: RegExp, read: (text: string) => T): ParameterDecorator {
  const transform = (text: string): T => {
    if (form.test(text)) return read(text);
    throw unknownId();
  };
  return Param(name, { transform });
}

export const Slug = () => PathPart('slug', /^[a-z0-9-]{2,64}$/, String);
export const FactKey = () => PathPart('key', /^[A-Za-z.]{1,100}$/, String);
export const VersionNumber = (name = 'version') => PathPart(name, /^\d{1,9}$/, Number);

/** The field may be absent; null is not the same. For fields that have a default or cannot be cleared. */
export const IfPresent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

const Trimmed = () => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** A text of several lines that says something. */
export const Note = (longest: number): PropertyDecorator => applyDecorators(Trimmed(), IsString(), Length(1, longest));

/** A text on one line that says something. */
export const Line = (longest: number): PropertyDecorator =>
  applyDecorators(Note(longest), Matches(/^\P{Cc}*$/u, { message: 'Tulis dalam satu baris. | Write it on one line.' }));

/** A comma-separated query parameter. */
export const ToList = () => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value));

/** RFC 3339, in UTC, of a year with four digits that PostgreSQL and JavaScript both hold. */
const MOMENT = /^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/;

/** A moment such as `2026-11-22T03:00:00Z`. */
export const Moment = (): PropertyDecorator =>
  applyDecorators(IsString(), Matches(MOMENT, { message: 'Contoh: 2026-11-22T03:00:00Z. | Such as 2026-11-22T03:00:00Z.' }));

/** Yes or no in a query or a form, where everything is text. */
export const ToFlag = () => Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));

export const ToInt = () => Transform(({ value }: { value: unknown }) => (/^\d+$/.test(String(value)) ? Number(value) : value));

/** How much of a list is asked for. */
export class Limit {
  @ApiPropertyOptional({ type: 'integer', example: 50, minimum: 1, maximum: 100, default: 50 })
  @IsOptional()
  @ToInt()
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 50;
}

/** The same of rows that machines read, hundreds at a time. */
export class LongLimit {
  @ApiPropertyOptional({ type: 'integer', example: 200, minimum: 1, maximum: 1000, default: 200 })
  @IsOptional()
  @ToInt()
  @IsInt()
  @Min(1)
  @Max(1000)
  limit = 200;
}

/** One page of a list: `after` is the cursor that the page before gave. */
export class PageQuery extends Limit {
  @ApiPropertyOptional({ format: 'uuid', example: '0193a1b2-0000-7000-8000-000000000001' })
  @IsOptional()
  @IsUUID()
  after?: string;
}

/** A page and the cursor of the next one, null on the last. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

export const pageOf = <T>(items: T[], limit: number, cursorOf: (item: T) => string): Page<T> => ({
  items,
  next: items.length === limit ? cursorOf(items.at(-1)!) : null,
});

/** The version in If-Match, such as `"3"`; null when the header is absent. @throws DomainError for any other text */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number | null => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined || header === '*') return null;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1];
  if (version) return Number(version);
  throw new DomainError('precondition', 'IfMatchMalformed', {
    id: 'If-Match harus ETag dari jawaban sebelumnya, contoh "3".',
    en: 'If-Match must be the ETag of an earlier answer, such as "3".',
  });
});

export const setVersion = (reply: FastifyReply, version: number): void => void reply.header('etag', `"${version}"`);

export const ApiIfMatch = () =>
  applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'ETag of the version you have seen',
      schema: { type: 'string', example: '"3"' },
    }),
  );

import { isUnavailable, sqlState } from '@sambung/database';
import { DomainError, ErrorKind, FieldFault, Text } from '@sambung/errors';
import { ArgumentsHost, Catch, ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblemPage, wantsPage } from '../pages/web/problem-page';
import { Locale, localeOf } from './locale';

const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 422, unauthenticated: 401, forbidden: 403, notFound: 404, conflict: 409, gone: 410, precondition: 412, tooMany: 429,
  unavailable: 503,
}; // prettier-ignore

interface Problem {
  status: number;
  code: string;
  detail: Text;
  extra?: Readonly<Record<string, unknown>> & { errors?: readonly FieldFault[] };
}

const TITLES: Readonly<Record<number, Text>> = {
  400: { id: 'Permintaan tidak terbaca', en: 'Bad request' },
  401: { id: 'Perlu masuk', en: 'Not signed in' },
  403: { id: 'Tidak diizinkan', en: 'Not allowed' },
  404: { id: 'Tidak ditemukan', en: 'Not found' },
  409: { id: 'Bertentangan', en: 'Conflict' },
  410: { id: 'Sudah tidak ada', en: 'Gone' },
  412: { id: 'Sudah berubah', en: 'Changed meanwhile' },
  413: { id: 'Terlalu besar', en: 'Too large' },
  415: { id: 'Jenis isi tidak didukung', en: 'Unsupported media type' },
  422: { id: 'Isian perlu diperbaiki', en: 'Fields need correcting' },
  429: { id: 'Terlalu sering', en: 'Too many requests' },
  500: { id: 'Kesalahan kami', en: 'Our fault' },
  503: { id: 'Sedang tidak tersedia', en: 'Not available now' },
};

const RETRY_AFTER_SECONDS = 5;

/** Faults found before a route is reached, by Fastify's code or HTTP status. */
const EARLY: Readonly<Record<string, Omit<Problem, 'status'>>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: {
    code: 'JsonMalformed',
    detail: { id: 'Isi permintaan bukan JSON yang sah.', en: 'The body is not valid JSON.' },
  },
  FST_ERR_MAX_PARAM_LENGTH: { code: 'AddressMalformed', detail: { id: 'Alamat ini terlalu panjang.', en: 'The address is too long.' } },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    code: 'JsonMalformed',
    detail: { id: 'Isi permintaan kosong; kirim JSON.', en: 'The body is empty; send JSON.' },
  },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'BodyTooLarge',
    detail: { id: 'Isi permintaan lebih dari 100 kB.', en: 'The body is larger than 100 kB.' },
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'MediaTypeUnsupported', detail: { id: 'Kirim application/json.', en: 'Send application/json.' } },
  FST_ERR_BAD_URL: { code: 'AddressMalformed', detail: { id: 'Alamat ini salah tulis.', en: 'The address is malformed.' } },
  404: { code: 'RouteUnknown', detail: { id: 'Alamat ini tidak ada. Lihat /api/docs.', en: 'There is no such address. See /api/docs.' } },
};

/** SQLSTATE class 22 (data exception): text that PostgreSQL cannot hold, such as U+0000 or a lone surrogate. */
const isUnstorable = (error: unknown): boolean => sqlState(error)?.startsWith('22') ?? false;

function problemOf(error: unknown): Problem {
  if (error instanceof DomainError) return { status: STATUS[error.kind], code: error.code, detail: error.detail, extra: error.extra };
  if (isUnstorable(error)) {
    return {
      status: 422,
      code: 'TextUnstorable',
      detail: {
        id: 'Ada huruf yang tidak bisa disimpan. Hapus karakter aneh.',
        en: 'A character cannot be stored. Remove unusual characters.',
      },
    };
  }
  if (isUnavailable(error)) {
    return {
      status: 503,
      code: 'DatabaseUnavailable',
      detail: {
        id: 'Basis data sedang tidak menjawab. Coba lagi sebentar.',
        en: 'The database does not answer now. Try again in a moment.',
      },
    };
  }
  const origin = error instanceof HttpException ? (error.cause ?? error) : error; // Nest wraps the errors of Fastify
  const { code = '', statusCode } = origin as { code?: string; statusCode?: number };
  const status = error instanceof HttpException ? error.getStatus() : statusCode;
  const early = EARLY[code] ?? EARLY[String(status)];
  if (status && status < 500) {
    const detail = { id: 'Permintaan tidak bisa dibaca.', en: 'The request cannot be read.' };
    return { status, ...(early ?? { code: 'RequestUnreadable', detail }) };
  }
  return {
    status: 500,
    code: 'Unexpected',
    detail: { id: 'Ada kesalahan pada kami. Coba lagi nanti.', en: 'Something failed on our side. Try again later.' },
  };
}

const inLanguage = (faults: readonly FieldFault[] | undefined, locale: Locale) =>
  faults?.map(({ pointer, code, detail }) => ({ pointer, code, detail: detail[locale] }));

const bodyOf = ({ status, code, detail, extra: { errors, ...extra } = {} }: Problem, locale: Locale) => ({
  type: `/problems/${code}`,
  title: (TITLES[status] ?? TITLES[400])![locale],
  status,
  code,
  detail: detail[locale],
  ...extra,
  ...(errors && { errors: inLanguage(errors, locale) }),
});

/** Answers an error as RFC 9457 `application/problem+json`, or as a page where a browser asks, in the caller's language. @returns the status */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): number {
  const problem = problemOf(error);
  if (problem.status === 503 || problem.status === 429) {
    void reply.header('retry-after', String(problem.extra?.retryAfter ?? RETRY_AFTER_SECONDS));
  }
  if (wantsPage(request)) {
    sendProblemPage({ ...problem, isExplained: error instanceof DomainError }, request, reply);
    return problem.status;
  }
  const locale = localeOf(request);
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  void reply
    .status(problem.status)
    .headers({ 'content-type': 'application/problem+json; charset=utf-8', 'content-language': locale })
    .send(JSON.stringify(bodyOf(problem, locale)));
  return problem.status;
}

/** Answers every error that a route or what comes before it throws, and logs those that are our fault. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const status = sendProblem(error, request, http.getResponse<FastifyReply>());
    if (status < 500 || error instanceof DomainError) return;
    this.logger.error(`${request.method} ${request.routeOptions?.url ?? '?'}: ${(error as Error).message}`, (error as Error).stack);
  }
}

import { DomainError } from '@sambung/errors';
import { FORM_TOKEN_FIELD } from '@sambung/ui';
import {
  applyDecorators,
  CallHandler,
  CanActivate,
  Controller,
  ExecutionContext,
  Injectable,
  NestInterceptor,
  SetMetadata,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, Observable } from 'rxjs';
import { Keys, PAGES } from '../../http/access';
import { compressed, documentOf, Page, pageHeaders } from './document';
import { FormTokens } from './form-tokens';
import { FormBody } from './form';
import { Visit } from './visit';

/** Leads the browser on, with GET. */
export interface Redirect {
  to: string;
}

export type PageAnswer = Page | Redirect;

type VisitRequest = FastifyRequest & { visit: Visit };

const foreignForm = (): DomainError =>
  new DomainError('forbidden', 'FormForeign', {
    id: 'Formulir ini terlalu lama terbuka, atau cookie dimatikan. Buka lagi halamannya.',
    en: 'This form was open for too long, or cookies are off. Open the page again.',
  });

/** Whether the browser says that another site sent the form. Old browsers say nothing. */
function comesFromElsewhere({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return headers.origin !== undefined && !headers.origin.endsWith(`//${headers.host}`);
}

/** Opens the visit of every page, and refuses forms that none of our pages holds. */
@Injectable()
export class VisitGuard implements CanActivate {
  constructor(private readonly tokens: FormTokens) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<VisitRequest>();
    request.visit = new Visit(request, this.tokens);
    if (request.method === 'GET' || request.method === 'HEAD') return true;
    const sent = (request.body as FormBody | undefined)?.[FORM_TOKEN_FIELD];
    if (comesFromElsewhere(request) || !request.visit.accepts(sent)) throw foreignForm();
    return true;
  }
}

/** Turns what a page controller returns into HTML or a redirect. */
@Injectable()
class PageInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<PageAnswer>): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<VisitRequest>();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(map((answer) => send(answer, request, reply)));
  }
}

function send(answer: PageAnswer, request: VisitRequest, reply: FastifyReply): string | Buffer {
  const { visit } = request;
  void reply.headers(pageHeaders(visit.principal));
  const html = 'to' in answer ? '' : documentOf(request, visit.principal, answer);
  // Drawing a form may give the browser its cookie, so cookies come last.
  if (visit.cookies.length > 0) void reply.header('set-cookie', visit.cookies);
  if ('to' in answer) {
    void reply.status(303).header('location', answer.to);
    return html;
  }
  void reply.status(answer.status ?? 200).header('content-type', 'text/html; charset=utf-8');
  return compressed(request, reply, html);
}

/** A controller whose routes answer files that pages link to: signed in by cookie, not part of the API's contract. */
export const FileController = (): ClassDecorator =>
  applyDecorators(Controller(), ApiExcludeController(), Keys('none'), SetMetadata(PAGES, true), UseGuards(VisitGuard));

/** A controller whose routes answer pages, and take forms with a token. */
export const PageController = (): ClassDecorator => applyDecorators(FileController(), UseInterceptors(PageInterceptor));

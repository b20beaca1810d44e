import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** What a form sent: one text a field, or several. */
export type FormBody = Readonly<Record<string, string | string[] | undefined>>;

/** The form of a POST. */
export const SentForm = createParamDecorator(
  (_: unknown, context: ExecutionContext): FormBody => (context.switchToHttp().getRequest<FastifyRequest>().body ?? {}) as FormBody,
);

/** The text of a field, trimmed; empty when it was not sent. */
export const textIn = (form: FormBody, name: string): string => [form[name] ?? ''].flat()[0]!.trim();

/** Every value of a field. */
export const listIn = (form: FormBody, name: string): string[] => [form[name] ?? []].flat();

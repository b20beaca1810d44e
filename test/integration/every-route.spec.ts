import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { httpAdapter } from '../../apps/api/src/create-app';
import { assertEveryRouteHasAccessRule, routeRules } from '../../apps/api/src/http/assert-access-rules';
import { TestSystem } from '../support/test-system';

@Controller('open')
class OpenController {
  @Get()
  read(): string {
    return 'nobody said who may call this';
  }
}

@Module({ imports: [DiscoveryModule], controllers: [OpenController] })
class OpenModule {}

type Operation = {
  summary?: string;
  security?: unknown[];
  requestBody?: { content: Record<string, { examples?: object; example?: unknown }> };
  responses: Record<string, { content?: Record<string, { example?: unknown }> }>;
};

describe('every route', () => {
  let system: TestSystem;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
  });

  afterAll(() => system.stop());

  it('has an access rule', () => {
    const rules = routeRules(system.nest);
    expect(rules.length).toBeGreaterThan(45);
    expect(rules.filter(({ rule }) => rule === undefined)).toEqual([]);
  });

  it('stops the boot without one', async () => {
    const app = (await Test.createTestingModule({ imports: [OpenModule] }).compile()).createNestApplication(httpAdapter());
    expect(() => assertEveryRouteHasAccessRule(app)).toThrow('Routes without an access rule: GET OpenController.read');
    await app.close();
  });

  const operations = async (): Promise<[string, Operation][]> => {
    const response = await fetch(`${system.address}/api/openapi.json`);
    const document = (await response.json()) as { openapi: string; paths: Record<string, Record<string, Operation>> };
    expect(document.openapi).toBe('3.1.0');
    return Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]): [string, Operation] => [`${method.toUpperCase()} ${path}`, operation]),
    );
  };

  it('is in the contract with a summary, examples and its problems', async () => {
    const all = await operations();
    const faulty = all.filter(([, { summary, requestBody, responses }]) => {
      const answers = Object.entries(responses);
      const success = answers.filter(([status]) => status.startsWith('2'));
      const problems = answers.filter(([status]) => status.startsWith('4'));
      const exampled = success.every(([status, { content }]) => status === '204' || content?.['application/json']?.example !== undefined);
      const explained =
        problems.length > 0 && problems.every(([, { content }]) => content?.['application/problem+json']?.example !== undefined);
      const body = Object.values(requestBody?.content ?? {})[0];
      return !summary || success.length !== 1 || !exampled || !explained || (requestBody && !body?.examples);
    });
    expect(all.length).toBeGreaterThan(40);
    expect(faulty.map(([name]) => name)).toEqual([]);
  });

  it('asks for credentials unless it is public', async () => {
    const closed = (await operations()).filter(([, operation]) => operation.security?.length);
    expect(closed.length).toBeGreaterThan(30);
    for (const [name] of closed) {
      const [method, path] = name.split(' ') as [string, string];
      const url = `${system.address}${path.replaceAll(/\{\w+\}/g, '0193a1b2-0000-7000-8000-000000000001')}`;
      const response = await fetch(url, {
        method,
        ...(method !== 'GET' && method !== 'DELETE' && { body: '{}', headers: { 'content-type': 'application/json' } }),
      });
      expect([name, response.status, response.headers.get('content-type')]).toEqual([name, 401, 'application/problem+json; charset=utf-8']);
    }
  });

  it('serves the contract as a page', async () => {
    const page = await fetch(`${system.address}/api/docs`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Sambung API');
  });
});

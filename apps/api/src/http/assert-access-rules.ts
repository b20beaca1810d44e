import { INestApplication, RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS_RULE, AccessRule, KEY_RULE, KeyRule, TEST_KEY_RULE } from './access';

export interface RouteRule {
  route: string;
  /** `GET /api/v1/actors/:id` */
  address: string;
  rule: AccessRule | undefined;
  /** Which API keys may call it. */
  keys: KeyRule | undefined;
  /** Whether test keys may. */
  testKeys: boolean;
}

/** Every route of the application with its access rule. */
export function routeRules(app: INestApplication): RouteRule[] {
  const reflector = app.get(Reflector);
  const controllers = app.get(DiscoveryService).getControllers();
  return controllers.flatMap(({ instance, metatype }) => {
    const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((method): RouteRule[] => {
      const handler = prototype[method]!;
      const verb = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
      if (verb === undefined) return [];
      const rule = reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, [handler, metatype!]);
      const keys = reflector.getAllAndOverride<KeyRule | undefined>(KEY_RULE, [handler, metatype!]);
      const testKeys = reflector.getAllAndOverride<boolean | undefined>(TEST_KEY_RULE, [handler, metatype!]) ?? false;
      const path = [metatype, handler].map((part) => String(Reflect.getMetadata('path', part!))).join('/');
      const address = `${RequestMethod[verb]} /${path.split('/').filter(Boolean).join('/')}`;
      return [{ route: `${RequestMethod[verb]} ${metatype!.name}.${method}`, address, rule, keys, testKeys }];
    });
  });
}

/** @throws Error naming the routes that nobody said who may call, people or machines */
export function assertEveryRouteHasAccessRule(app: INestApplication): void {
  const open = routeRules(app).filter(({ rule, keys }) => rule === undefined || (rule.includes('partner') && keys === undefined));
  if (open.length > 0) throw new Error(`Routes without an access rule: ${open.map(({ route }) => route).join(', ')}`);
}

import { Logger } from '@nestjs/common';

Logger.overrideLogger(['error', 'fatal']);
jest.setTimeout(180_000);

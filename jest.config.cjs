// Nest and a few of its dependencies are ESM only: they are compiled to CommonJS with our own code.
const ESM_ONLY =
  '@nestjs|cookie|content-disposition|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit|uuid|preact|intl-messageformat|@formatjs|openid-client|oauth4webapi|jose';

const { module: moduleOptions, sourceMaps, jsc } = JSON.parse(require('node:fs').readFileSync(`${__dirname}/.swcrc`, 'utf8'));
const swcOptions = { module: moduleOptions, sourceMaps, swcrc: false, jsc: { ...jsc, baseUrl: __dirname } };

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.[cm]?[tj]sx?$': ['@swc/jest', swcOptions] },
  transformIgnorePatterns: [`/node_modules/(?!(.*/)?(${ESM_ONLY})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.sambung'],
};

const withServers = {
  ...shared,
  setupFilesAfterEnv: ['<rootDir>/test/support/integration-setup.ts'],
  globalTeardown: '<rootDir>/test/support/stop-servers.ts',
};

module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{apps,libs}/**/*.spec.{ts,tsx}'],
      setupFiles: ['<rootDir>/test/support/property-seed.ts'],
    },
    {
      ...withServers,
      displayName: 'integration',
      testMatch: ['<rootDir>/test/integration/**/*.spec.ts', '<rootDir>/test/faults/short.spec.ts'],
      globalSetup: '<rootDir>/test/support/start-servers.ts',
    },
    {
      ...withServers,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/support/start-browser.ts',
    },
    { ...shared, displayName: 'faults', testMatch: ['<rootDir>/test/faults/all.spec.ts'] },
  ],
};

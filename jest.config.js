/** @type {import('jest').Config} */
const project = {
	testEnvironment: 'node',
	// `runtime/` alone holds 200,000 files that are none of jest's business.
	roots: ['<rootDir>/test'],
	resolver: '<rootDir>/test/support/resolveFromHost.cjs',
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
	clearMocks: true,
};

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		{
			...project,
			displayName: 'source',
			testMatch: ['<rootDir>/test/**/*.test.ts'],
			testPathIgnorePatterns: ['<rootDir>/test/(package|n8n|browser|install|queue)/'],
			setupFilesAfterEnv: ['<rootDir>/test/support/engineEnvironment.ts'],
		},
		{
			...project,
			displayName: 'package',
			testMatch: ['<rootDir>/test/package/**/*.test.ts'],
			setupFilesAfterEnv: ['<rootDir>/test/support/engineEnvironment.ts'],
			globalSetup: '<rootDir>/test/package/packPackage.mjs',
			globalTeardown: '<rootDir>/test/package/removePackage.mjs',
		},
		{
			...project,
			displayName: 'n8n',
			testMatch: ['<rootDir>/test/n8n/**/*.test.ts'],
			globalSetup: '<rootDir>/test/n8n/startN8n.mjs',
			globalTeardown: '<rootDir>/test/n8n/endN8n.mjs',
		},
		{
			...project,
			displayName: 'browser',
			testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
			globalSetup: '<rootDir>/test/browser/startBrowser.mjs',
			globalTeardown: '<rootDir>/test/browser/endBrowser.mjs',
		},
		{
			...project,
			displayName: 'install',
			testMatch: ['<rootDir>/test/install/**/*.test.ts'],
			globalSetup: '<rootDir>/test/install/startN8n.mjs',
			globalTeardown: '<rootDir>/test/n8n/endN8n.mjs',
		},
		{
			...project,
			displayName: 'queue',
			testMatch: ['<rootDir>/test/queue/**/*.test.ts'],
			globalSetup: '<rootDir>/test/queue/startQueue.mjs',
			globalTeardown: '<rootDir>/test/n8n/endN8n.mjs',
		},
	],
};

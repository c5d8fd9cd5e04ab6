const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { promisify } = require('node:util');
const { dest, parallel, series, src } = require('gulp');

const clean = async () => await rm('dist', { recursive: true, force: true });

const compile = async () =>
	await promisify(execFile)(process.execPath, [require.resolve('typescript/bin/tsc')]).catch(
		({ stdout, message }) => {
			throw new Error(stdout || message);
		},
	);

// What tsc leaves behind but n8n reads beside each node: icons, codex files, and the schemas of outputs.
const assets = () =>
	src('{nodes,credentials}/**/*.{svg,json}', { encoding: false }).pipe(dest('dist'));

exports.assets = assets;
exports.build = series(clean, parallel(compile, assets));
exports.default = exports.build;

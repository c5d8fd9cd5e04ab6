const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const ts = require('typescript');

/*
 * Loads TypeScript compiled just as the published package is. tsx would do for a test, but it gives
 * every function its name anew each time one is made, and that shows in what is measured here.
 */

const project = join(__dirname, '..');
const read = ts.readConfigFile(join(project, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.convertCompilerOptionsFromJson(read.config.compilerOptions, project);

// Processes that are started one after the other need not compile the same again.
const cache = join(process.env.N8N_USER_FOLDER, 'compiled');
mkdirSync(cache, { recursive: true });

Module._extensions['.ts'] = (module, file) => module._compile(compiled(file), file);

function compiled(file) {
	const source = readFileSync(file, 'utf8');
	const known = join(cache, createHash('sha256').update(file).update(source).digest('hex'));
	try {
		return readFileSync(known, 'utf8');
	} catch {
		const { outputText } = ts.transpileModule(source, { fileName: file, compilerOptions: options });
		writeFileSync(known, outputText);
		return outputText;
	}
}

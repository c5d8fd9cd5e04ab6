const { join, resolve, sep } = require('node:path');

/** What an n8n provides to the nodes it runs, and to these tests. */
const PROVIDED = /^(n8n-core|n8n-workflow|zod|luxon|lodash)$/;
const INSTALLED = `${sep}node_modules${sep}`;

/** The n8n in package.json, unless `npm run hosts` names the folder of another one. */
const host = process.env.HOST_FOLDER ?? resolve(__dirname, '../..');

/** For jest: our code, wherever it lies, gets from that n8n what every n8n provides. */
module.exports = (request, options) =>
	PROVIDED.test(request) && !options.basedir.includes(INSTALLED)
		? options.defaultResolver(request, { ...options, basedir: join(host, 'node_modules') })
		: options.defaultResolver(request, options);

import { delimiter, dirname, join } from 'node:path';
import { runtimeFolder } from './folders.mjs';
import { startServer } from './startServer.mjs';

/**
 * Who signs in to the demo n8n. The hash is n8n's own form of the password (bcrypt); it stays
 * the same so that a restart does not sign anybody out.
 */
export const owner = {
	email: 'demo@example.com',
	password: 'Sandbox-2026',
	passwordHash: '$2a$10$6t0RbF/EPOATeTuQZpG16uHnpdFt.wooQF5w463TpWj1WfYwhLOl2',
};

/**
 * Starts the pinned n8n on loopback, with an owner in place, no questions asked and nothing called
 * outside. At `brokerPort` it hands code to its task runner. What `env` holds it has as well.
 * With `args` it is another of n8n's commands that serves, such as a worker, called `name`.
 */
export async function startN8n({
	name = 'n8n',
	args = ['start'],
	userFolder,
	n8nPort,
	brokerPort,
	logFolder,
	env = {},
}) {
	const commands = join(runtimeFolder, 'node_modules/.bin');
	return await startServer({
		name,
		command: join(commands, 'n8n'),
		args,
		cwd: userFolder,
		env: {
			PATH: [commands, dirname(process.execPath), process.env.PATH].join(delimiter),
			HOME: process.env.HOME,
			...settings({ userFolder, n8nPort, brokerPort }),
			...env,
		},
		logFile: join(logFolder, `${name}.log`),
		readyUrls: [`http://127.0.0.1:${n8nPort}/healthz/readiness`],
	});
}

const settings = ({ userFolder, n8nPort, brokerPort }) => ({
	NODE_ENV: 'production',
	N8N_USER_FOLDER: userFolder,
	N8N_HOST: '127.0.0.1',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_PORT: String(n8nPort),
	N8N_SECURE_COOKIE: 'false',
	N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
	N8N_RUNNERS_BROKER_PORT: String(brokerPort),
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	GENERIC_TIMEZONE: 'UTC',

	N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
	N8N_INSTANCE_OWNER_EMAIL: owner.email,
	N8N_INSTANCE_OWNER_FIRST_NAME: 'Demo',
	N8N_INSTANCE_OWNER_LAST_NAME: 'Owner',
	N8N_INSTANCE_OWNER_PASSWORD_HASH: owner.passwordHash,

	// Nothing calls out and nothing pops up.
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',

	// n8n advises to set these; the values are its own coming defaults.
	N8N_RUNNERS_TASK_TIMEOUT: '60',
	N8N_COMPRESSION_NODE_MAX_DECOMPRESSED_SIZE_BYTES: '268435456',
	N8N_COMPRESSION_NODE_MAX_ZIP_ENTRIES: '1000',
});

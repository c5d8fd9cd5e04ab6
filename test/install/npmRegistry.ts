import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import fastify from 'fastify';

const PEM = readFileSync(join(__dirname, '../fixtures/selfSigned.pem'));

export interface NpmRegistry {
	/** From now on this is the newest version. */
	publish(version: string, tarball: Buffer): void;
	close(): Promise<void>;
}

/**
 * Stands in for npm's public registry, as a proxy for https: that answers by itself whatever host
 * is asked for. Of all packages it has one.
 */
export async function startNpmRegistry(port: number, name: string): Promise<NpmRegistry> {
	const tarballs = new Map<string, Buffer>();
	const newest = () => [...tarballs.keys()].at(-1);
	const manifests = (host: string) =>
		[...tarballs].map(([version, tarball]) => ({
			name,
			version,
			dist: {
				tarball: `https://${host}/${name}/-/${version}`,
				integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
			},
		}));

	const app = fastify({ https: { key: PEM, cert: PEM } });
	app.get(`/${name}`, ({ host }) => ({
		name,
		'dist-tags': { latest: newest() },
		versions: Object.fromEntries(manifests(host).map((manifest) => [manifest.version, manifest])),
	}));
	app.get<{ Params: { version: string } }>(`/${name}/:version`, ({ params, host }, reply) => {
		const wanted = params.version === 'latest' ? newest() : params.version;
		return manifests(host).find(({ version }) => version === wanted) ?? reply.callNotFound();
	});
	app.get<{ Params: { version: string } }>(`/${name}/-/:version`, ({ params }, reply) => {
		return tarballs.get(params.version) ?? reply.callNotFound();
	});
	await app.ready();

	const tunnels = new Set<Duplex>();
	const proxy = createServer().on('connect', (_request, tunnel) => {
		tunnels.add(tunnel);
		tunnel.on('error', () => tunnel.destroy());
		tunnel.write('HTTP/1.1 200 Connected\r\n\r\n');
		app.server.emit('connection', tunnel);
	});
	await once(proxy.listen(port, '127.0.0.1'), 'listening');

	return {
		publish: (version, tarball) => tarballs.set(version, tarball),
		async close() {
			for (const tunnel of tunnels) tunnel.destroy();
			await once(proxy.close(), 'close');
			await app.close();
		},
	};
}

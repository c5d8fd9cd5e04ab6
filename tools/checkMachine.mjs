import { statfs } from 'node:fs/promises';
import { Problem } from './Problem.mjs';
import { projectFolder } from './folders.mjs';

const GIGABYTE = 1e9;
const NEEDED_BYTES = 4 * GIGABYTE;

/** `runtime/` holds the Node.js that n8n asks for, made for this system only. */
const BRINGS_ITS_NODE = process.platform === 'linux' && process.arch === 'x64';

/** @throws {Problem} naming what this machine lacks to run the project's tools. */
export function checkSystem() {
	if (process.platform === 'win32') {
		throw new Problem('Windows is not supported: run this inside WSL.');
	}
	const needed = BRINGS_ITS_NODE ? 20 : 24;
	if (Number(process.versions.node.split('.')[0]) < needed) {
		throw new Problem(`Node.js ${needed} or later is needed; this is ${process.version}.`);
	}
}

/** @throws {Problem} when n8n would not fit. */
export async function checkDiskSpace() {
	const { bavail, bsize } = await statfs(projectFolder);
	if (bavail * bsize >= NEEDED_BYTES) return;
	throw new Problem(
		`n8n needs 4 GB of free disk space; ${projectFolder} has ${((bavail * bsize) / GIGABYTE).toFixed(1)} GB.`,
	);
}

import { rm } from 'node:fs/promises';
import { endAll } from '../../tools/processes.mjs';

export default async () => {
	await endAll();
	const { userFolder } = JSON.parse(process.env.N8N_UNDER_TEST);
	await rm(userFolder, { recursive: true });
};

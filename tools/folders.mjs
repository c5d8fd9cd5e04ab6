import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where the pinned n8n lives, apart from the project's own tools. */
export const runtimeFolder = join(projectFolder, 'runtime');

/** Where `npm run hosts` installs the libraries of other versions of n8n. */
export const hostsFolder = join(projectFolder, 'hosts');

/**
 * What a person makes in the n8n of `npm start`: kept from one start to the next. Not in the project's
 * own folder: there, the nodes would find its n8n-workflow, and their errors would be no errors of n8n.
 */
export const userFolder = join(runtimeFolder, '.n8n-runtime');

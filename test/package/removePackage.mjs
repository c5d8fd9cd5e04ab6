import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';

export default async () => await rm(dirname(process.env.PACKED_PACKAGE), { recursive: true });

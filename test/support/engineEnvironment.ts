import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// All of this must stand before the first import of n8n-core: its decorators need the metadata,
// and as soon as a node runs it writes its settings, without a folder of its own to ~/.n8n.
import 'reflect-metadata';

const userFolder = join(tmpdir(), `n8n-nodes-vambe-evermuse-${randomUUID()}`);

process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_LOG_LEVEL = 'silent';
// The default since n8n 2.
process.env.N8N_DEFAULT_BINARY_DATA_MODE = 'filesystem';

afterAll(() => rmSync(userFolder, { recursive: true, force: true }));

// A machine that is busy must not turn a good test into a bad one: this is for what never ends.
jest.setTimeout(60_000);

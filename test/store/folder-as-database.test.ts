import { describe, expect, it } from 'vitest';
import { runInProcess } from '../commands/run-in-process.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();

describe('a folder that is given as the database is told of by', () => {
  it.each([
    [['status']],
    [['lists']],
    [['verify']],
    [['suppress', 'add', '07700 900123']],
    [['backup', 'copy.db']],
  ])('%j', async (words) => {
    const folder = newFolder();
    const world = { folder, database: folder, now: '2026-11-21T09:00:00Z' };
    const { status, stderr } = await runInProcess(words, world);
    expect(status).toBe(2);
    expect(stderr).toContain(`error: the database ${folder} is a folder\n`);
    expect(stderr).toContain('hint: name a file in it: --database ');
    expect(stderr).not.toContain('disk I/O');
  });
});

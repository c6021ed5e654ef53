import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOfFolder, nearestFile } from '../../src/files/folder-files.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();

describe('the nearest file', () => {
  it.each([
    ['autum.csv', ['autumn.csv', 'winter.csv'], 'autumn.csv'],
    ['Autumn.csv', ['autumn.csv'], 'autumn.csv'],
    ['list.csv', ['list.xlsx', 'other.csv'], 'list.xlsx'],
    ['lst.csv', ['list.clean.csv', 'list.csv', 'list.xlsx'], 'list.csv'],
    ['missing.csv', ['list.csv', 'tps.txt'], undefined],
    ['list.csv', ['.list.csv'], undefined],
    ['list.csv', [], undefined],
  ])('of %s among %j is %s', (asked, names, expected) => {
    const folder = newFolder();
    for (const name of names) writeFileSync(join(folder, name), '');
    expect(nearestFile(join(folder, asked))).toBe(expected && join(folder, expected));
  });

  it('is none where there is no folder, and folders are no files of a folder', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'inner'));
    writeFileSync(join(folder, 'list.csv'), '');
    expect(nearestFile(join(folder, 'nowhere', 'list.csv'))).toBeUndefined();
    expect(filesOfFolder(folder).map(({ name }) => name)).toEqual(['list.csv']);
    expect(filesOfFolder(join(folder, 'nowhere'))).toEqual([]);
  });
});

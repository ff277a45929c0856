import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { SourceWatcher } from '#runtime/dev/source_watcher'
import { waitFor } from '#tests/support/wait_for'

test.group('Watching a plugin’s folder', (group) => {
  let folder: string
  let changes = 0
  let watcher: SourceWatcher

  group.each.setup(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rialto watch '))
    writeFileSync(join(folder, 'plugin.json'), '{}')
    changes = 0
    watcher = await new SourceWatcher(folder, () => changes++).start()
    return () => {
      watcher.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  /** Acts and waits for the change it must cause. */
  const sees = async (what: string, act: () => void) => {
    const before = changes
    act()
    await waitFor(what, () => changes > before)
  }

  test('sees changed, new, renamed and removed files', async () => {
    await sees('a change', () => writeFileSync(join(folder, 'plugin.json'), '{ }'))
    await sees('a new file', () => writeFileSync(join(folder, 'index.ts'), 'export {}'))
    await sees('a renamed file', () => renameSync(join(folder, 'index.ts'), join(folder, 'main.ts')))
    await sees('a removed file', () => rmSync(join(folder, 'main.ts')))
  })

  test('sees files in folders that come later, written at once or afterwards', async () => {
    await sees('a file in a new folder', () => {
      mkdirSync(join(folder, 'fixtures', 'deep'), { recursive: true })
      writeFileSync(join(folder, 'fixtures', 'deep', 'one.json'), '{}')
    })
    await sees('its next change', () => writeFileSync(join(folder, 'fixtures', 'deep', 'one.json'), '{"a":1}'))
    await sees('a second file there', () => writeFileSync(join(folder, 'fixtures', 'deep', 'two.json'), '{}'))
    await sees('the folder made anew', () => {
      rmSync(join(folder, 'fixtures'), { recursive: true })
      mkdirSync(join(folder, 'fixtures'))
      writeFileSync(join(folder, 'fixtures', 'three.json'), '{}')
    })
    await sees('a change in it', () => writeFileSync(join(folder, 'fixtures', 'three.json'), '{ }'))
  })

  test('does not see what is built, nor hidden files', async ({ assert }) => {
    mkdirSync(join(folder, 'build'))
    writeFileSync(join(folder, 'build', 'plugin.wasm'), 'bytes')
    writeFileSync(join(folder, '.swp'), 'an editor')
    await sees('the file that comes after them', () => writeFileSync(join(folder, 'last.ts'), ''))
    assert.equal(changes, 1)
  })
})

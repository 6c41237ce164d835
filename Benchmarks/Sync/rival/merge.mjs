// Plays a trace into a Yjs document, keeps the update of each operation, and times another document that merges them.
import { readFileSync } from 'node:fs'
import * as Y from 'yjs'

const trace = readFileSync(process.argv[2], 'utf8').trimEnd().split('\n').map(line => JSON.parse(line))

function play () {
  const source = new Y.Doc()
  const items = source.getMap('items')
  const positions = source.getMap('positions')
  const updates = []
  source.on('update', update => updates.push(update))
  for (const op of trace) {
    source.transact(() => {
      switch (op.type) {
        case 'watchlist_add':
          items.set(op.content_id, { op_id: op.op_id, source: op.source, added_at: op.hlc.physical, order_key: op.order_key, device_id: op.device_id })
          break
        case 'watchlist_move':
          items.set(op.content_id, { ...items.get(op.content_id), order_key: op.order_key })
          break
        case 'watchlist_remove':
          items.delete(op.content_id)
          break
        case 'position_set':
          positions.set(op.content_id, { position_ms: op.position_ms, duration_ms: op.duration_ms, op_id: op.op_id, at: op.hlc.physical, device_id: op.device_id })
          break
      }
    })
  }
  return updates
}

function merge (updates) {
  const target = new Y.Doc()
  const start = process.hrtime.bigint()
  for (const update of updates) {
    Y.applyUpdate(target, update)
  }
  return Number(process.hrtime.bigint() - start)
}

const updates = play()
const bytes = updates.reduce((sum, update) => sum + update.length, 0)
const [warming, measuring] = process.argv.slice(3).map(Number)
const began = performance.now()
let best = Infinity
while (best === Infinity || performance.now() - began < warming + measuring) {
  const warm = performance.now() - began >= warming
  const time = merge(updates)
  if (warm && time < best) {
    best = time
  }
}
console.log(JSON.stringify({ updates: updates.length, bytes, merge_ns: best }))

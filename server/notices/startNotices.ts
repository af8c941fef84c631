/** The bell: notices are stored, then told. What was open before a restart goes on. */
import { randomUUID } from 'node:crypto';
import type { By } from '../access/audit.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { NoticeView } from '../wire.ts';
import { type Notice, noticesAfter, type World } from './noticesAfter.ts';
import type { NoticeFilter, NoticeStore } from './store.ts';

export type Notices = {
  /** Open ones, and the newest of the others, as this user has read them; newest first. */
  of(userId: string): NoticeView[];
  page(userId: string, filter: NoticeFilter): Promise<NoticeView[]>;
  /** undefined: there is none. */
  get(userId: string, noticeId: string): Promise<NoticeView | undefined>;
  read(userId: string, noticeIds: string[]): Promise<void>;
  /** `userId` null: by a message, without signing in. */
  acknowledge(noticeId: string, note: string, by: By & { name: string }): Promise<NoticeView | undefined>;
  /** Looks at the world from now on. */
  start(): void;
  /** Looks at it at once; resolves when that is stored. */
  look(): Promise<void>;
  /** These people are gone. Notices about who was erased go too; those about somebody deactivated end with the next look. */
  forget(personIds: string[]): void;
  stop(): Promise<void>;
};

export type NoticesNeeds = {
  companyId: string;
  store: NoticeStore;
  clock: Clock;
  world: () => World;
  /** New, different or read; told after they are stored. */
  changed: (notices: Notice[]) => void;
  trouble: (error: unknown) => void;
};

const lookEveryMs = 1_000;
const pruneEveryMs = 3_600_000;
/** Closed ones in memory. */
const recentMax = 60;

export async function startNotices(needs: NoticesNeeds): Promise<Notices> {
  const { companyId, store, clock } = needs;
  const memory = await loadMemory(needs);
  let looking: Promise<void> = Promise.resolve();
  const stops: (() => void)[] = [];

  async function update(): Promise<void> {
    const nowMs = clock.now();
    const { opened, changed, closed } = noticesAfter(memory.open(), needs.world(), nowMs);
    const rows = [...opened.map((notice) => ({ ...notice, noticeId: randomUUID() })), ...changed, ...closed];
    if (rows.length === 0) return;
    // An absence rings again, unless somebody has answered for it already.
    const worse = changed.filter(({ noticeId, kind, acknowledged }) => {
      return memory.get(noticeId)?.kind !== kind && acknowledged === null;
    });
    const unread = worse.map(({ noticeId }) => noticeId);
    await store.write(companyId, { rows, unread });
    memory.put(rows, unread);
    needs.changed(rows);
  }

  /** One after the other. What fails is tried again with the next look. */
  const look = (): Promise<void> => (looking = looking.then(update).catch(needs.trouble));
  const markRead = async (userId: string, noticeIds: string[], nowMs: number): Promise<Notice[]> => {
    await store.markRead(companyId, userId, noticeIds, nowMs);
    return memory.read(userId, noticeIds);
  };
  const prune = (): Promise<void> => store.prune(companyId, clock.now()).catch(needs.trouble);

  return {
    of: memory.of,
    look,
    forget(personIds) {
      // In turn: what a look is just storing would bring the name back.
      const forgotten = looking.then(async () => memory.forget(await store.erased(companyId, personIds)));
      looking = forgotten.catch(needs.trouble);
    },
    async page(userId, filter) {
      return withReads(needs, userId, await store.page(companyId, filter));
    },
    async get(userId, noticeId) {
      const notice = await store.get(companyId, noticeId);
      return notice && (await withReads(needs, userId, [notice]))[0];
    },
    read: async (userId, noticeIds) => needs.changed(await markRead(userId, noticeIds, clock.now())),
    acknowledge(noticeId, note, by) {
      const acknowledged = looking.then(async () => {
        const known = await store.get(companyId, noticeId);
        if (!known) return undefined;
        const notice = { ...known, acknowledged: { atMs: by.nowMs, by: by.name, note } };
        if (!(await store.acknowledge(companyId, notice, by))) return undefined;
        memory.put([notice], []);
        if (by.userId !== null) await markRead(by.userId, [noticeId], by.nowMs);
        needs.changed([notice]);
        return { ...notice, read: true };
      });
      looking = acknowledged.then(
        () => undefined,
        () => undefined,
      );
      return acknowledged;
    },
    start() {
      stops.push(
        clock.every(lookEveryMs, () => void look()),
        clock.every(pruneEveryMs, () => void prune()),
      );
      void prune();
    },
    async stop() {
      stops.forEach((stop) => stop());
      await looking;
    },
  };
}

async function withReads(
  { store, companyId }: NoticesNeeds,
  userId: string,
  notices: Notice[],
): Promise<NoticeView[]> {
  const ids = notices.map(({ noticeId }) => noticeId);
  const reads = await store.reads(companyId, ids);
  const own = new Set(reads.flatMap((read) => (read.userId === userId ? read.noticeId : [])));
  return notices.map((notice) => ({ ...notice, read: own.has(notice.noticeId) }));
}

async function loadMemory({ store, companyId }: NoticesNeeds) {
  const recent = await store.page(companyId, { open: false, limit: recentMax });
  const loaded = [...(await store.open(companyId)), ...recent];
  const ids = loaded.map(({ noticeId }) => noticeId);
  return noticeMemory(loaded, await store.reads(companyId, ids));
}

function noticeMemory(loaded: Notice[], reads: { noticeId: string; userId: string }[]) {
  const notices = new Map(loaded.map((notice) => [notice.noticeId, notice]));
  const readers = new Map<string, Set<string>>();
  const isOpen = ({ untilMs }: Notice): boolean => untilMs === null;
  /** Sorted when somebody asks after a change: a whole company may be absent, and many pages ask. */
  let sorted: Notice[] | null = null;
  const newest = () => (sorted ??= [...notices.values()].sort((a, b) => b.sinceMs - a.sinceMs));

  function read(userId: string, noticeIds: string[]): Notice[] {
    const here = noticeIds.flatMap((noticeId) => notices.get(noticeId) ?? []);
    for (const { noticeId } of here)
      readers.set(noticeId, (readers.get(noticeId) ?? new Set<string>()).add(userId));
    return here;
  }

  function remove(noticeId: string): void {
    sorted = null;
    notices.delete(noticeId);
    readers.delete(noticeId);
  }

  for (const { noticeId, userId } of reads) read(userId, [noticeId]);
  return {
    read,
    get: (noticeId: string) => notices.get(noticeId),
    open: () => [...notices.values()].filter(isOpen),
    put(rows: Notice[], unread: string[]): void {
      for (const notice of rows) notices.set(notice.noticeId, notice);
      sorted = null;
      for (const noticeId of unread) readers.delete(noticeId);
      const closed = newest().filter((notice) => !isOpen(notice));
      for (const { noticeId } of closed.slice(recentMax)) remove(noticeId);
    },
    forget(subjectIds: string[]): void {
      const gone = new Set(subjectIds);
      for (const { noticeId, subjectId } of notices.values()) if (gone.has(subjectId)) remove(noticeId);
    },
    of: (userId: string): NoticeView[] =>
      newest().map((notice) => ({ ...notice, read: readers.get(notice.noticeId)?.has(userId) === true })),
  };
}

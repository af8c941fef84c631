import {
  AlarmClock,
  Aperture,
  AppWindow,
  Archive,
  Armchair,
  ArrowDown,
  ArrowLeft,
  ArrowUp,
  Bell,
  CalendarClock,
  ChartColumn,
  Check,
  CheckCheck,
  ChevronDown,
  ChevronRight,
  CircleQuestionMark,
  Clock,
  Copy,
  DatabaseBackup,
  Download,
  Ellipsis,
  Eraser,
  ExternalLink,
  Eye,
  EyeOff,
  Fingerprint,
  GripVertical,
  IdCard,
  Info,
  KeyRound,
  Languages,
  LayoutGrid,
  Link,
  ListFilter,
  LocateFixed,
  Lock,
  LogOut,
  Mail,
  Map,
  MapPin,
  Maximize,
  Menu,
  MessageCircle,
  MonitorPlay,
  MonitorSmartphone,
  Moon,
  Network,
  Palmtree,
  Pause,
  Pencil,
  Play,
  Plug,
  Plus,
  Printer,
  Radar,
  RefreshCw,
  Repeat,
  ScrollText,
  Search,
  Send,
  Settings2,
  ShieldCheck,
  Siren,
  Smartphone,
  Square,
  Sun,
  Trash2,
  TrendingUp,
  TriangleAlert,
  Undo2,
  Upload,
  UserCheck,
  UserRound,
  Users,
  UsersRound,
  VectorSquare,
  Video,
  VideoOff,
  Volume2,
  WandSparkles,
  Webcam,
  Webhook,
  X,
  type IconNode,
} from 'lucide';
import { svg, html, type TemplateResult } from 'lit';

/** From the Lucide set (ISC licence); only those named here are bundled. */
const nodes = {
  pin: MapPin,
  bell: Bell,
  settings: Settings2,
  camera: Video,
  blind: VideoOff,
  people: Users,
  live: MonitorPlay,
  expand: Maximize,
  search: Search,
  sun: Sun,
  moon: Moon,
  warning: TriangleAlert,
  check: Check,
  close: X,
  plus: Plus,
  edit: Pencil,
  trash: Trash2,
  upload: Upload,
  download: Download,
  target: LocateFixed,
  report: ChartColumn,
  clock: Clock,
  area: Map,
  team: Network,
  user: UserRound,
  users: UsersRound,
  audit: ScrollText,
  snapshot: Aperture,
  grid: LayoutGrid,
  single: Square,
  blur: EyeOff,
  eye: Eye,
  filter: ListFilter,
  back: ArrowLeft,
  more: Ellipsis,
  menu: Menu,
  help: CircleQuestionMark,
  language: Languages,
  signOut: LogOut,
  key: KeyRound,
  shield: ShieldCheck,
  device: MonitorSmartphone,
  backup: DatabaseBackup,
  wand: WandSparkles,
  zone: VectorSquare,
  radar: Radar,
  play: Play,
  pause: Pause,
  webcam: Webcam,
  badge: IdCard,
  leave: Palmtree,
  down: ChevronDown,
  right: ChevronRight,
  external: ExternalLink,
  info: Info,
  drag: GripVertical,
  undo: Undo2,
  archive: Archive,
  refresh: RefreshCw,
  desk: Armchair,
  lock: Lock,
  incident: Siren,
  escalation: TrendingUp,
  message: MessageCircle,
  mail: Mail,
  webhook: Webhook,
  browser: AppWindow,
  send: Send,
  snooze: AlarmClock,
  delivered: CheckCheck,
  phone: Smartphone,
  standIn: Repeat,
  excuse: UserCheck,
  copy: Copy,
  up: ArrowUp,
  lower: ArrowDown,
  shift: CalendarClock,
  link: Link,
  print: Printer,
  connection: Plug,
  eraser: Eraser,
  sound: Volume2,
  terminal: Fingerprint,
} as const satisfies Record<string, IconNode>;

export type IconName = keyof typeof nodes;

/** A decoration: the words beside it, or the aria-label of its button, carry the meaning. */
export function icon(name: IconName): TemplateResult {
  return html`<svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${nodes[name].map(shape)}
  </svg>`;
}

/** Lucide draws with these shapes; each attribute absent from a shape is left out. */
function shape([tag, attributes]: IconNode[number]): TemplateResult {
  const { d, points, cx, cy, r, rx, ry, x, y, x1, x2, y1, y2, width, height } = attributes;
  switch (tag) {
    case 'path':
      return svg`<path d=${d}></path>`;
    case 'circle':
      return svg`<circle cx=${cx} cy=${cy} r=${r}></circle>`;
    case 'rect':
      return svg`<rect x=${x ?? 0} y=${y ?? 0} width=${width} height=${height} rx=${rx ?? 0} ry=${ry ?? rx ?? 0}></rect>`;
    case 'line':
      return svg`<line x1=${x1} x2=${x2} y1=${y1} y2=${y2}></line>`;
    case 'polyline':
      return svg`<polyline points=${points}></polyline>`;
    case 'polygon':
      return svg`<polygon points=${points}></polygon>`;
    case 'ellipse':
      return svg`<ellipse cx=${cx} cy=${cy} rx=${rx} ry=${ry}></ellipse>`;
    default:
      return svg``;
  }
}

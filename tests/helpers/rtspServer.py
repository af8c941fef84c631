"""A real RTSP server for tests: plays H.264 and H.265 files for ever, each as one live stream shared by its clients.

Reads one JSON object on stdin: {"streams": {path: stream}, "user"?, "password"?, "port"?, "first"?, "marks"?}. Prints one
JSON line {"port": N} when it listens on 127.0.0.1. A stream is a file, or {"files": [file, ...], "damaged"?: [from, to]}:
files one after the other, whatever their picture size, with the bytes of some pictures spoilt. Files must hold no
B-frames (encodeForRtsp makes such files). "first" {path: N}: the stream starts at this picture of its file. "marks" [N]: each
time this picture of a file is sent, a JSON line {"path", "picture", "atMs"} is printed.
"""

import functools
import json
import random
import subprocess
import sys
import threading
import time

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

# An access unit delimiter in front of every picture: NAL unit type 9, or 35 in H.265.
DELIMITERS = {"h264": b"\x00\x00\x00\x01\x09", "hevc": b"\x00\x00\x00\x01\x46"}
GST_NAMES = {"h264": "h264", "hevc": "h265"}


def codec_of(file):
    command = ["ffprobe", "-v", "error", "-select_streams", "v:0", "-of", "csv=p=0"]
    name = subprocess.check_output([*command, "-show_entries", "stream=codec_name", file], text=True)
    return name.strip().rstrip(",")


def frame_rate(file):
    command = ["ffprobe", "-v", "error", "-select_streams", "v:0", "-of", "csv=p=0"]
    rate = subprocess.check_output([*command, "-show_entries", "stream=r_frame_rate", file], text=True)
    count, seconds = rate.strip().rstrip(",").split("/")
    return int(count) / int(seconds)


@functools.cache
def read_pictures(file):
    """The coded pictures of a file, in order, as Annex B bytes."""
    command = ["ffmpeg", "-v", "error", "-nostdin", "-i", file, "-map", "0:v:0", "-c", "copy"]
    codec = codec_of(file)
    filters = ["-bsf:v", f"{codec}_mp4toannexb,{codec}_metadata=aud=insert", "-f", codec, "pipe:1"]
    stream = subprocess.check_output([*command, *filters])
    return [DELIMITERS[codec] + picture for picture in stream.split(DELIMITERS[codec])[1:]]


def spoil(picture, dice):
    """One byte in fifty becomes another, as on a bad line; the first forty keep what says where a picture begins."""
    spoilt = bytearray(picture)
    for _ in range(max(1, len(spoilt) // 50)):
        if len(spoilt) > 41:
            spoilt[dice.randrange(40, len(spoilt))] = dice.randrange(256)
    return bytes(spoilt)


def pictures_of(stream):
    files = stream["files"]
    pictures = [picture for file in files for picture in read_pictures(file)]
    first, last = stream.get("damaged", [0, 0])
    dice = random.Random(1)
    return [spoil(p, dice) if first <= n < last else p for n, p in enumerate(pictures)]


class LoopFactory(GstRtspServer.RTSPMediaFactory):
    """
    Plays from the first picture when the first client comes, several files from where the last client left: a camera whose
    picture has changed shows the new one from then on. The loop is seamless because we stamp the time.
    """

    def __init__(self, path, stream, first, marks):
        super().__init__()
        self.path = path
        self.goes_on = not isinstance(stream, str)
        stream = stream if self.goes_on else {"files": [stream]}
        self.first = first
        self.left_at = first
        self.marks = marks
        self.pictures = pictures_of(stream)
        self.fps = frame_rate(stream["files"][0])
        self.set_shared(True)
        name = GST_NAMES[codec_of(stream["files"][0])]
        self.set_launch(
            "( appsrc name=pictures is-live=true format=time block=false max-bytes=0"
            f" caps=video/x-{name},stream-format=byte-stream,alignment=au"
            f" ! {name}parse ! rtp{name}pay name=pay0 pt=96 config-interval=-1 )"
        )
        self.connect("media-configure", self.play)

    def play(self, _factory, media):
        ended = threading.Event()
        media.connect("unprepared", lambda _media: ended.set())
        pictures = media.get_element().get_child_by_name("pictures")
        threading.Thread(target=self.push, args=(pictures, ended), daemon=True).start()

    def push(self, source, ended):
        due = time.monotonic()
        index = 0
        first = self.left_at if self.goes_on else self.first
        while not ended.is_set():
            self.left_at = first + index
            picture = self.left_at % len(self.pictures)
            if picture in self.marks:
                mark = {"path": self.path, "picture": picture, "atMs": time.time() * 1000}
                print(json.dumps(mark), flush=True)
            buffer = Gst.Buffer.new_wrapped(self.pictures[picture])
            buffer.pts = buffer.dts = int(index * Gst.SECOND / self.fps)
            buffer.duration = int(Gst.SECOND / self.fps)
            if source.emit("push-buffer", buffer) not in (Gst.FlowReturn.OK, Gst.FlowReturn.FLUSHING):
                return
            index += 1
            # A server that was paused goes on from now; it does not catch up.
            due = max(due + 1 / self.fps, time.monotonic() - 1 / self.fps)
            ended.wait(max(0, due - time.monotonic()))


def ask_for_password(server, user, password):
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "viewer")
    auth = GstRtspServer.RTSPAuth()
    auth.add_basic(GstRtspServer.RTSPAuth.make_basic(user, password), token)
    server.set_auth(auth)


def allow_viewers(factory):
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_permission_for_role("viewer", "media.factory.access", True)
    permissions.add_permission_for_role("viewer", "media.factory.construct", True)
    factory.set_permissions(permissions)


def main():
    wanted = json.loads(sys.stdin.readline())
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(str(wanted.get("port", 0)))
    with_password = "user" in wanted
    if with_password:
        ask_for_password(server, wanted["user"], wanted["password"])
    for path, stream in wanted["streams"].items():
        first = wanted.get("first", {}).get(path, 0)
        factory = LoopFactory(path, stream, first, set(wanted.get("marks", [])))
        if with_password:
            allow_viewers(factory)
        server.get_mount_points().add_factory("/" + path.lstrip("/"), factory)
    server.attach(None)
    print(json.dumps({"port": server.get_bound_port()}), flush=True)
    # Ends with its parent: stdin closes when the test process is gone.
    loop = GLib.MainLoop()
    threading.Thread(target=lambda: (sys.stdin.read(), loop.quit()), daemon=True).start()
    loop.run()


main()

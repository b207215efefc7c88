/*
 * The least that a server can do: one write(2) for each delivery, and nothing else. No token is verified, no payload
 * checked; one thread, no queue. What it costs on a machine is the floor under everything that does not put several
 * frames into one call.
 *
 *   cc -O2 -o write write.c && ./write PORT
 *
 * It speaks as much Engine.IO and Socket.IO as the load generator does: a handshake by WebSocket, CONNECT, join-room,
 * message.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    CLIENTS = 8192,
    ROOMS = 16,
    INPUT = 64 * 1024,
    FRAME = 600,
    MASK = 4,
    CLOSE = 8,
    /* As much as Parley gives the kernel of a client. */
    SEND_BUFFER = 64 * 1024
};

struct client {
    char *input;
    size_t length;
    int upgraded;
};

struct room {
    int members[CLIENTS];
    int count;
};

static struct client clients[CLIENTS];
static struct room rooms[ROOMS];

/* Waits for a client that does not read, which none does here. */
static void write_all(int fd, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(fd, bytes, length);
        if (written >= 0) {
            bytes += written;
            length -= (size_t)written;
        } else if (errno == EAGAIN) {
            struct pollfd writable = {.fd = fd, .events = POLLOUT};
            poll(&writable, 1, 1000);
        } else {
            return;
        }
    }
}

/* A text frame (RFC 6455, 5.2) of a payload below 64 KiB. */
static size_t frame(char *out, const char *payload, size_t length) {
    size_t header = 2;
    out[0] = (char)0x81;
    if (length < 126) {
        out[1] = (char)length;
    } else {
        out[1] = 126;
        out[2] = (char)(length >> 8);
        out[3] = (char)length;
        header = 4;
    }
    memcpy(out + header, payload, length);
    return header + length;
}

static void say(int fd, const char *packet) {
    char out[FRAME];
    write_all(fd, out, frame(out, packet, strlen(packet)));
}

/* The room that a packet names; the generator's are load-0, load-1 and so on. */
static struct room *room_in(const char *packet, size_t length) {
    const char *name = memmem(packet, length, "load-", 5);
    return &rooms[name ? atoi(name + 5) % ROOMS : 0];
}

/* A packet as long as Parley's, to all members. */
static void broadcast(const char *packet, size_t length) {
    const char *content = memmem(packet, length, "\"content\":\"", 11);
    struct room *to = room_in(packet, length);
    char text[FRAME];
    char out[FRAME + 4];
    if (!content) {
        return;
    }
    int size = snprintf(text, sizeof text,
        "42[\"message\",{\"id\":\"0123456789abcdef0123456789abcdef0123\",\"type\":\"text\",\"from\":\"user-1\","
        "\"timestamp\":\"2026-11-23T00:00:00.000Z\",\"room\":\"load-%d\",\"content\":\"%.128s\"}]",
        (int)(to - rooms), content + 11);
    size_t bytes = frame(out, text, (size_t)size);
    for (int i = 0; i < to->count; i++) {
        write_all(to->members[i], out, bytes);
    }
}

static void packet(int fd, const char *bytes, size_t length) {
    if (length > 2 && memcmp(bytes, "40", 2) == 0) {
        say(fd, "40{\"sid\":\"abcdefghijklmnopqrst\"}");
    } else if (length > 4 && memcmp(bytes, "420[", 4) == 0) {
        struct room *joined = room_in(bytes, length);
        joined->members[joined->count++] = fd;
        say(fd, "430[{\"success\":true}]");
    } else if (length > 3 && memcmp(bytes, "42[", 3) == 0) {
        broadcast(bytes, length);
    }
}

static void forget(int fd) {
    close(fd);
    free(clients[fd].input);
    clients[fd] = (struct client){0};
    for (struct room *room = rooms; room < rooms + ROOMS; room++) {
        for (int i = 0; i < room->count; i++) {
            if (room->members[i] == fd) {
                room->members[i--] = room->members[--room->count];
            }
        }
    }
}

/* Answers the handshake when it is there as a whole; the key is always the generator's. Returns its length, or 0. */
static size_t upgrade(int fd, const char *input, size_t length) {
    const char *end = memmem(input, length, "\r\n\r\n", 4);
    if (!end) {
        return 0;
    }
    const char *answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                         "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
    write_all(fd, answer, strlen(answer));
    say(fd, "0{\"sid\":\"abcdefghijklmnopqrst\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":60000,"
            "\"maxPayload\":1000000}");
    return (size_t)(end - input) + 4;
}

/* Where the payload of a client's frame begins, behind its mask, which is zeros; sets its length. */
static size_t payload(const unsigned char *at, size_t *length) {
    *length = at[1] & 127;
    if (*length < 126) {
        return 2 + MASK;
    }
    *length = (size_t)at[2] << 8 | at[3];
    return 4 + MASK;
}

static void read_from(int fd) {
    struct client *from = &clients[fd];
    ssize_t got = read(fd, from->input + from->length, INPUT - from->length);
    if (got <= 0) {
        forget(fd);
        return;
    }
    from->length += (size_t)got;
    size_t at = 0;
    if (!from->upgraded) {
        at = upgrade(fd, from->input, from->length);
        from->upgraded = at > 0;
    }
    while (from->upgraded && from->length - at >= 4 + MASK) {
        size_t length;
        size_t start = payload((unsigned char *)from->input + at, &length);
        if (from->length - at < start + length) {
            break;
        }
        if ((from->input[at] & 15) == CLOSE) {
            forget(fd);
            return;
        }
        packet(fd, from->input + at + start, length);
        at += start + length;
    }
    memmove(from->input, from->input + at, from->length - at);
    from->length -= at;
}

static void watch(int epoll, int fd) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

static void take_in(int epoll, int listener) {
    const int on = 1;
    const int buffer = SEND_BUFFER;
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
    if (fd < 0 || fd >= CLIENTS) {
        close(fd);
        return;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer);
    clients[fd].input = malloc(INPUT);
    watch(epoll, fd);
}

int main(int count, char **arguments) {
    const int on = 1;
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)(count > 1 ? atoi(arguments[1]) : 0)),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 512)) {
        perror("cannot listen");
        return 1;
    }
    int epoll = epoll_create1(0);
    watch(epoll, listener);
    while (1) {
        struct epoll_event events[256];
        int ready = epoll_wait(epoll, events, 256, -1);
        for (int i = 0; i < ready; i++) {
            if (events[i].data.fd == listener) {
                take_in(epoll, listener);
            } else {
                read_from(events[i].data.fd);
            }
        }
    }
}

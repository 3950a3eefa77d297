// Launcher and supervisors. See CLauncher.h for the picture.
//
// Nothing here allocates from the heap or takes a lock after the fork: the tests start a launcher
// from a process that has threads, and a heap that is never touched is never copied.

#define _GNU_SOURCE
#include "CLauncher.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// What a request's packet carries beside its one byte.
enum { REQUEST_MEMORY, REQUEST_CONTROL, REQUEST_OUTPUT, REQUEST_DESCRIPTORS };

// Sent to a supervisor when its launcher dies, and to nobody else.
#define LAUNCHER_DIED SIGUSR1

// AWS gives a function process this many descriptors.
#define OPEN_FILES_LIMIT 1024

// The names that ps shows. They leave out "waybill", so that `pkill -9 waybill` ends the service
// and leaves those alive who clean up after it.
#define LAUNCHER_NAME "wb-launcher"
#define SUPERVISOR_NAME "wb-supervisor"

// MARK: - Shared by launcher and supervisor

static void default_signals(void) {
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
}

// A descriptor that becomes readable when one of the signals arrives; they no longer interrupt.
static int signal_descriptor(int first, int second) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, first);
    sigaddset(&set, second);
    sigprocmask(SIG_SETMASK, &set, NULL);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void close_descriptors(unsigned first, unsigned last) {
    if (first > last || syscall(SYS_close_range, first, last, 0) == 0) return;
    // A kernel before 5.9.
    struct rlimit limit;
    unsigned end = 65536;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < end) end = limit.rlim_cur;
    for (unsigned number = first; number <= last && number < end; number++) close(number);
}

// The parent and the process group of a process, as /proc/PID/stat has them.
static bool read_family(int processes, const char *pid, long *parent, long *group) {
    char path[32], text[512];
    size_t length = strlen(pid);
    if (length > 20) return false;
    memcpy(path, pid, length);
    memcpy(path + length, "/stat", 6);
    int file = openat(processes, path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    ssize_t count = read(file, text, sizeof text - 1);
    close(file);
    if (count <= 0) return false;
    text[count] = 0;
    // "PID (NAME) STATE PARENT GROUP ...", where the name may hold anything, parentheses too.
    char *rest = strrchr(text, ')');
    if (!rest || strlen(rest) < 5) return false;
    *parent = strtol(rest + 4, &rest, 10);
    *group = strtol(rest, NULL, 10);
    return true;
}

// Sends SIGKILL to every child of this process that is not in the process group `spared` (0 spares
// none). Gives how many took it.
//
// As subreapers we become the parent of whatever loses its own, sessions or not, so killing
// children until none is left gets all descendants. All of /proc is read because the kernel's
// shorter list (/proc/PID/task/TID/children) is a build option; and only when children are left.
static int kill_children(long spared) {
    struct entry {
        uint64_t inode;
        int64_t offset;
        unsigned short length;
        unsigned char type;
        char name[];
    };
    static char buffer[8192] __attribute__((aligned(8)));
    long self = getpid();
    int killed = 0;
    int processes = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (processes < 0) return 0;
    for (;;) {
        long count = syscall(SYS_getdents64, processes, buffer, sizeof buffer);
        if (count <= 0) break;
        for (long at = 0; at < count;) {
            struct entry *entry = (struct entry *)(buffer + at);
            at += entry->length;
            if (entry->name[0] < '1' || entry->name[0] > '9') continue;
            long parent, group;
            if (!read_family(processes, entry->name, &parent, &group)) continue;
            if (parent != self || (spared && group == spared)) continue;
            if (kill((pid_t)strtol(entry->name, NULL, 10), SIGKILL) == 0) killed++;
        }
    }
    close(processes);
    return killed;
}

static void send_message(int control, struct waybill_process_message message) {
    // Never waits: a service that does not read its few messages has lost interest.
    send(control, &message, sizeof message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

static void send_not_started(int control, int reason) {
    send_message(control, (struct waybill_process_message){
        .event = WAYBILL_PROCESS_NOT_STARTED, .value = reason});
}

// MARK: - The function process

struct request {
    char *folder;
    char **arguments;
    char **variables;
};

// Runs in the fork that becomes the function process. Writes errno to `failure` if it cannot.
static void become_function(struct request request, int output, int failure, pid_t supervisor) {
    // When only the supervisor is killed, the launcher ends what is left; this is sooner.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != supervisor) _exit(127);
    // A session and process group of its own: no terminal, and no way into the launcher's group.
    setsid();
    default_signals();
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);

    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max < OPEN_FILES_LIMIT ? limit.rlim_max : OPEN_FILES_LIMIT;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    // Standard input is /dev/null already, the launcher's. Everything else is close-on-exec.
    int reason = 0;
    if (dup2(output, 1) < 0 || dup2(output, 2) < 0 || chdir(request.folder) < 0) {
        reason = errno;
    } else {
        execve(request.arguments[0], request.arguments, request.variables);
        reason = errno;
    }
    (void)!write(failure, &reason, sizeof reason);
    _exit(127);
}

// MARK: - The supervisor

// Finds the strings of a request. Gives false when it is not one.
static bool read_request(int memory, struct request *request) {
    struct stat status;
    if (fstat(memory, &status) < 0 || status.st_size < 8) return false;
    size_t size = (size_t)status.st_size;
    // Private and writable, since execve wants `char *`; the copy is never made.
    char *bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE, memory, 0);
    if (bytes == MAP_FAILED || bytes[size - 1] != 0) return false;
    uint32_t counts[2];
    memcpy(counts, bytes, sizeof counts);
    if (counts[0] == 0 || counts[0] > size || counts[1] > size) return false;
    size_t slots = (size_t)counts[0] + counts[1] + 2;
    char **pointers = mmap(NULL, slots * sizeof(char *), PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pointers == MAP_FAILED) return false;

    char *next = bytes + sizeof counts, *end = bytes + size;
    request->folder = next;
    request->arguments = pointers;
    request->variables = pointers + counts[0] + 1;
    next += strlen(next) + 1;
    for (uint32_t list = 0; list < 2; list++) {
        char **place = list == 0 ? request->arguments : request->variables;
        for (uint32_t index = 0; index < counts[list]; index++) {
            if (next >= end) return false;
            place[index] = next;
            next += strlen(next) + 1;
        }
    }
    return true;
}

static int64_t microseconds(struct timeval time) {
    return (int64_t)time.tv_sec * 1000000 + time.tv_usec;
}

// Kills the function process and everything it ever started, waits until all of it is gone, and
// gives how the function process ended.
static struct waybill_process_message end_everything(pid_t function) {
    // The function process is not reaped yet, so the number is still its own. The whole group dies
    // in one step, which not even a process that forks for ever escapes.
    kill(-function, SIGKILL);
    int status;
    struct rusage usage;
    if (wait4(function, &status, 0, &usage) < 0) _exit(1);
    for (;;) {
        pid_t pid = waitpid(-1, NULL, WNOHANG);
        if (pid > 0) continue;
        if (pid < 0) break;
        // Others are left. If none of them can be killed they belong to another user (sudo).
        if (kill_children(0) == 0) break;
        waitpid(-1, NULL, 0);
    }
    bool signalled = WIFSIGNALED(status);
    return (struct waybill_process_message){
        .event = signalled ? WAYBILL_PROCESS_SIGNALLED : WAYBILL_PROCESS_EXITED,
        .value = signalled ? WTERMSIG(status) : WEXITSTATUS(status),
        .peak_memory_kilobytes = usage.ru_maxrss,
        .user_microseconds = microseconds(usage.ru_utime),
        .system_microseconds = microseconds(usage.ru_stime),
    };
}

// Whether the function process has ended. Reaps adopted processes that have, but not itself, so
// that its number stays taken while we may still send signals to its group.
static bool has_ended(pid_t function) {
    for (;;) {
        siginfo_t info = {0};
        if (waitid(P_PID, function, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0)
            return true;
        if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) < 0 || info.si_pid == 0)
            return false;
        if (info.si_pid == function) return true;
        waitpid(info.si_pid, NULL, WNOHANG);
    }
}

// Returns when the function process has ended, or everything is to end.
static void watch(pid_t function, int control, int signals) {
    struct pollfd sources[2] = {
        {.fd = signals, .events = POLLIN},
        {.fd = control, .events = POLLIN},
    };
    for (;;) {
        if (poll(sources, 2, -1) < 0) continue;
        struct signalfd_siginfo info;
        while (read(signals, &info, sizeof info) == sizeof info)
            if (info.ssi_signo == LAUNCHER_DIED) return;
        if (has_ended(function)) return;
        if (sources[1].revents == 0) continue;
        char command;
        ssize_t count = recv(control, &command, 1, MSG_DONTWAIT);
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (count <= 0 || command == WAYBILL_COMMAND_KILL) return;
        if (command == WAYBILL_COMMAND_TERMINATE) kill(-function, SIGTERM);
    }
}

static void supervise(const int descriptors[REQUEST_DESCRIPTORS], pid_t launcher) {
    int control = descriptors[REQUEST_CONTROL];
    prctl(PR_SET_NAME, SUPERVISOR_NAME);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    int signals = signal_descriptor(SIGCHLD, LAUNCHER_DIED);
    prctl(PR_SET_PDEATHSIG, LAUNCHER_DIED);
    if (getppid() != launcher) _exit(1);

    struct request request;
    int outcome[2];
    if (!read_request(descriptors[REQUEST_MEMORY], &request))
        return send_not_started(control, EINVAL);
    if (signals < 0 || pipe2(outcome, O_CLOEXEC) < 0) return send_not_started(control, errno);
    close(descriptors[REQUEST_MEMORY]);

    pid_t supervisor = getpid();
    pid_t function = fork();
    if (function < 0) return send_not_started(control, errno);
    if (function == 0)
        become_function(request, descriptors[REQUEST_OUTPUT], outcome[1], supervisor);
    close(descriptors[REQUEST_OUTPUT]);
    close(outcome[1]);

    // End of file when execve has closed the other end: the function process runs.
    int reason;
    bool failed = read(outcome[0], &reason, sizeof reason) == sizeof reason;
    close(outcome[0]);
    if (failed) {
        waitpid(function, NULL, 0);
        return send_not_started(control, reason);
    }
    send_message(control, (struct waybill_process_message){
        .event = WAYBILL_PROCESS_STARTED, .value = function});
    watch(function, control, signals);
    struct waybill_process_message report = end_everything(function);
    // A socket closed over unread commands would hand the service ECONNRESET before our report.
    char command;
    shutdown(control, SHUT_RD);
    while (recv(control, &command, 1, MSG_DONTWAIT) > 0) {}
    send_message(control, report);
}

// MARK: - The launcher

// Reaps supervisors. One that was killed leaves its processes to us, and those leave us theirs:
// from then on, whatever we adopt ends here.
static void reap(void) {
    static bool has_lost_supervisor = false;
    bool has_reaped = false;
    int status;
    while (waitpid(-1, &status, WNOHANG) > 0) {
        has_reaped = true;
        if (WIFSIGNALED(status)) has_lost_supervisor = true;
    }
    if (has_reaped && has_lost_supervisor) kill_children(getpgrp());
}

// Takes one request. Gives false at the end of the service.
static bool serve(int requests, int signals) {
    char byte;
    struct iovec data = {&byte, 1};
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE(sizeof(int) * REQUEST_DESCRIPTORS)];
    } ancillary;
    struct msghdr packet = {
        .msg_iov = &data,
        .msg_iovlen = 1,
        .msg_control = &ancillary,
        .msg_controllen = sizeof ancillary,
    };
    ssize_t count = recvmsg(requests, &packet, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return true;
    if (count <= 0) return false;
    struct cmsghdr *header = CMSG_FIRSTHDR(&packet);
    if (!header || header->cmsg_type != SCM_RIGHTS) return true;
    int descriptors[REQUEST_DESCRIPTORS];
    size_t received = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    memcpy(descriptors, CMSG_DATA(header), received * sizeof(int));
    if (received == REQUEST_DESCRIPTORS) {
        pid_t launcher = getpid();
        pid_t supervisor = fork();
        if (supervisor == 0) {
            close(requests);
            close(signals);
            supervise(descriptors, launcher);
            _exit(0);
        }
        if (supervisor < 0) send_not_started(descriptors[REQUEST_CONTROL], errno);
    }
    for (size_t index = 0; index < received; index++) close(descriptors[index]);
    return true;
}

static void run_launcher(int requests) {
    // A session of its own: Ctrl-C in the terminal reaches the service alone, which ends functions
    // in its own time. Standard streams are let go, so that a pipe the service writes to ends with
    // it.
    setsid();
    prctl(PR_SET_NAME, LAUNCHER_NAME);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    // The socket becomes descriptor 3; it is lower when the service was started without streams.
    requests = fcntl(requests, F_DUPFD_CLOEXEC, 3);
    int nothing = open("/dev/null", O_RDWR);
    for (int number = 0; number < 3; number++) dup2(nothing, number);
    if (requests != 3) dup3(requests, 3, O_CLOEXEC);
    requests = 3;
    close_descriptors(4, ~0U);

    default_signals();
    const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
    for (size_t index = 0; index < sizeof ignored / sizeof *ignored; index++)
        signal(ignored[index], SIG_IGN);
    int signals = signal_descriptor(SIGCHLD, SIGCHLD);
    struct pollfd sources[2] = {
        {.fd = requests, .events = POLLIN},
        {.fd = signals, .events = POLLIN},
    };
    for (;;) {
        if (poll(sources, 2, -1) < 0) continue;
        if (sources[1].revents) {
            struct signalfd_siginfo info;
            while (read(signals, &info, sizeof info) == sizeof info) {}
            reap();
        }
        if (sources[0].revents && !serve(requests, signals)) return;
    }
}

// MARK: - The service's side

int waybill_launcher_start(int *process) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0) return -1;
    pid_t launcher = fork();
    if (launcher == 0) {
        run_launcher(pair[1]);
        // Supervisors are told by the kernel and by their own sockets; nothing to wait for.
        _exit(0);
    }
    int reason = errno;
    close(pair[1]);
    *process = launcher;
    if (launcher > 0) return pair[0];
    close(pair[0]);
    errno = reason;
    return -1;
}

void waybill_launcher_stop(int launcher, int process) {
    close(launcher);
    while (waitpid(process, NULL, 0) < 0 && errno == EINTR) {}
}

static int memory_with(const char *bytes, size_t length) {
    int memory = memfd_create("waybill-request", MFD_CLOEXEC);
    while (memory >= 0 && length > 0) {
        ssize_t count = write(memory, bytes, length);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            close(memory);
            return -1;
        }
        bytes += count;
        length -= (size_t)count;
    }
    return memory;
}

static int send_request(int launcher, const int descriptors[REQUEST_DESCRIPTORS]) {
    char byte = 0;
    struct iovec data = {&byte, 1};
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE(sizeof(int) * REQUEST_DESCRIPTORS)];
    } ancillary = {0};
    struct msghdr packet = {
        .msg_iov = &data,
        .msg_iovlen = 1,
        .msg_control = &ancillary,
        .msg_controllen = sizeof ancillary,
    };
    struct cmsghdr *header = CMSG_FIRSTHDR(&packet);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int) * REQUEST_DESCRIPTORS);
    memcpy(CMSG_DATA(header), descriptors, sizeof(int) * REQUEST_DESCRIPTORS);
    ssize_t count;
    do count = sendmsg(launcher, &packet, MSG_NOSIGNAL);
    while (count < 0 && errno == EINTR);
    return count < 0 ? -1 : 0;
}

int waybill_launcher_request(
    int launcher, const void *request, size_t length, int *control, int *output) {
    int memory = memory_with(request, length);
    if (memory < 0) return -1;
    // A packet socket for control, so that messages neither mix nor break.
    int pair[2] = {-1, -1}, flow[2] = {-1, -1};
    int outcome = -1;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) == 0
        && pipe2(flow, O_CLOEXEC) == 0) {
        // Only our ends: the function's standard output has to stay blocking.
        fcntl(pair[0], F_SETFL, O_NONBLOCK);
        fcntl(flow[0], F_SETFL, O_NONBLOCK);
        const int descriptors[REQUEST_DESCRIPTORS] = {
            [REQUEST_MEMORY] = memory,
            [REQUEST_CONTROL] = pair[1],
            [REQUEST_OUTPUT] = flow[1],
        };
        outcome = send_request(launcher, descriptors);
    }
    int reason = errno;
    close(memory);
    if (pair[1] >= 0) close(pair[1]);
    if (flow[1] >= 0) close(flow[1]);
    if (outcome == 0) {
        *control = pair[0];
        *output = flow[0];
    } else {
        if (pair[0] >= 0) close(pair[0]);
        if (flow[0] >= 0) close(flow[0]);
    }
    errno = reason;
    return outcome;
}

int waybill_process_send(int control, enum waybill_process_command command) {
    char byte = (char)command;
    ssize_t count = send(control, &byte, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    return count < 0 ? -1 : 0;
}

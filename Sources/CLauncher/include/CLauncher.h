#pragma once
#include <stddef.h>
#include <stdint.h>

/// Function processes that end with the service, also after kill -9 of it.
///
///     service -- request socket --> launcher -- fork --> supervisor -- fork, exec --> function
///        \________________ control socket _____________/                 |
///         \_______________ output pipe __________________________________/
///
/// The launcher is forked before the service has threads and runs nothing but this C code. The
/// service alone holds the far ends of all sockets, so its end, however it comes about, is an end
/// of file to everybody: the launcher leaves, and each supervisor first kills all that its function
/// process ever started, whatever sessions those processes made for themselves.

/// What a control socket carries towards the service; one message a packet.
enum waybill_process_event {
    /// `value` is the process id.
    WAYBILL_PROCESS_STARTED = 1,
    /// `value` is the errno of fork, chdir or execve. No further message follows.
    WAYBILL_PROCESS_NOT_STARTED = 2,
    /// `value` is the exit status. Nothing of the process is left. No further message follows.
    WAYBILL_PROCESS_EXITED = 3,
    /// `value` is the signal. Nothing of the process is left. No further message follows.
    WAYBILL_PROCESS_SIGNALLED = 4,
};

struct waybill_process_message {
    int32_t event;
    int32_t value;
    /// Of the function process and the children it waited for; 0 unless the process has ended.
    int64_t peak_memory_kilobytes;
    int64_t user_microseconds;
    int64_t system_microseconds;
};

/// What a control socket carries towards the supervisor: one of these bytes a packet.
/// End of file means `WAYBILL_COMMAND_KILL`.
enum waybill_process_command {
    /// SIGKILL to the function process and everything it started.
    WAYBILL_COMMAND_KILL = 'K',
    /// SIGTERM to the function's process group.
    WAYBILL_COMMAND_TERMINATE = 'T',
};

/// Forks the launcher. Call it first thing in `main`, while there is one thread.
/// Gives the request socket (close-on-exec) and the launcher's process id, or -1 with errno.
int waybill_launcher_start(int *process);

/// Ends the launcher, and with it every function process, and reaps it.
void waybill_launcher_stop(int launcher, int process);

/// Asks for a function process and returns at once; what becomes of it is told on `*control`.
///
/// `request` is: u32 count of arguments, u32 count of variables (both in this machine's order),
/// then, each ended by NUL: the working directory, the arguments, the variables as `NAME=value`.
/// On success `*control` (a packet socket) and `*output` (the read end of a pipe that takes
/// standard output and standard error) are non-blocking, close-on-exec, and the caller's to close.
/// Gives 0, or -1 with errno: EPIPE when the launcher is gone, EMFILE, ENFILE, ENOMEM.
int waybill_launcher_request(
    int launcher, const void *request, size_t length, int *control, int *output);

/// Sends one command without waiting. Gives 0, or -1 with errno: EPIPE when the supervisor is gone.
int waybill_process_send(int control, enum waybill_process_command command);

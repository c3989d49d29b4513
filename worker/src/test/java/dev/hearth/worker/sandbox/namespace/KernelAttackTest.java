package dev.hearth.worker.sandbox.namespace;

import org.junit.jupiter.api.Test;

/** Against the kernel's rarer interfaces. */
final class KernelAttackTest extends AttackTest {
    @Test
    void powerfulCallsAreRefused() throws Exception {
        host.attack(
                "calls",
                """
                tell('bpf', call('bpf', 0, 0, 0))
                tell('perf_event_open', call('perf_event_open', 0, 0, -1, -1, 0))
                tell('userfaultfd', call('userfaultfd', 0))
                tell('io_uring_setup', call('io_uring_setup', 1, 0))
                tell('add_key', call('add_key', b'user', b'x', b'x', 1, -2))
                tell('request_key', call('request_key', b'user', b'x', 0, -2))
                tell('keyctl', call('keyctl', 0, -3, 0))
                tell('init_module', call('init_module', 0, 0, b''))
                tell('finit_module', call('finit_module', 0, b'', 0))
                tell('delete_module', call('delete_module', b'x', 0))
                tell('kexec_load', call('kexec_load', 0, 0, 0, 0))
                tell('reboot', call('reboot', 0, 0, 0, 0))
                tell('settimeofday', call('settimeofday', 0, 0))
                tell('clock_settime', call('clock_settime', 0, 0))
                tell('adjtimex', call('adjtimex', (1).to_bytes(208, 'little')))
                tell('syslog', call('syslog', 3, 0, 0))
                tell('acct', call('acct', 0))
                tell('fanotify', call('fanotify_init', 0, 0))
                tell('kcmp', call('kcmp', 1, 1, 0, 0, 0))
                tell('memfd_secret', call('memfd_secret', 0))
                tell('move_pages', call('move_pages', 0, 0, 0, 0, 0, 0))
                tell('personality', call('personality', 0x0400000))
                tell('newer', raw(499))
                """,
                """
                bpf EPERM
                perf_event_open EPERM
                userfaultfd EPERM
                io_uring_setup EPERM
                add_key EPERM
                request_key EPERM
                keyctl EPERM
                init_module EPERM
                finit_module EPERM
                delete_module EPERM
                kexec_load EPERM
                reboot EPERM
                settimeofday EPERM
                clock_settime EPERM
                adjtimex EPERM
                syslog EPERM
                acct EPERM
                fanotify EPERM
                kcmp EPERM
                memfd_secret EPERM
                move_pages EPERM
                personality EPERM
                newer ENOSYS
                """);
    }

    @Test
    void wordsCannotBePutIntoATerminal() throws Exception {
        host.attack(
                "ioctl",
                """
                import fcntl
                tell('TIOCSTI', tried(fcntl.ioctl, 0, 0x5412, b'x'))
                tell('TIOCLINUX', tried(fcntl.ioctl, 0, 0x541c, b'x'))
                tell('TIOCSETD', tried(fcntl.ioctl, 0, 0x5423, b'xxxx'))
                tell('high bits', call('ioctl', 0, 0x1_0000_5412, b'x'))
                tell('FIONREAD', tried(fcntl.ioctl, os.pipe()[0], 0x541b, b'    '))
                """,
                """
                TIOCSTI EPERM
                TIOCLINUX EPERM
                TIOCSETD EPERM
                high bits EPERM
                FIONREAD allowed
                """);
    }

    /** The other two ways into a 64-bit x86 kernel: int 0x80, and the x32 interface. */
    @Test
    void noOtherSystemCallInterfaceIsOpen() throws Exception {
        host.attack(
                "interfaces",
                """
                import mmap
                tell('x32', raw(0x40000000 + 39))
                if os.uname().machine == 'x86_64':
                    code = bytes([0xb8, 20, 0, 0, 0, 0xcd, 0x80, 0xc3])  # mov eax, getpid; int 0x80; ret
                    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
                    page.write(code)
                    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
                    result = ctypes.CFUNCTYPE(ctypes.c_int)(address)()
                    tell('int80', errno.errorcode[-result] if result < 0 else 'allowed')
                else:
                    tell('int80', 'ENOSYS')
                """,
                """
                x32 ENOSYS
                int80 ENOSYS
                """);
    }

    @Test
    void onlyStandardStreamsAndItsOwnEnvironmentAreInherited() throws Exception {
        host.attack(
                "inherited",
                """
                def opened(fd):
                    return tried(os.fstat, fd) == 'allowed'
                tell('descriptors', [fd for fd in range(4096) if opened(fd)])
                tell('input', os.readlink('/proc/self/fd/0'))
                tell('environment', sorted(k for k in os.environ if k not in ('LC_CTYPE',)))
                status = dict(line.split(':\\t', 1) for line in open('/proc/self/status').read().splitlines() if ':\\t' in line)
                tell('blocked', status['SigBlk'])
                tell('umask', status['Umask'])
                tell('session', os.getsid(0) == os.getpid())
                import resource
                tell('files', resource.getrlimit(resource.RLIMIT_NOFILE))
                tell('core', resource.getrlimit(resource.RLIMIT_CORE))
                tell('hostname', os.uname().nodename)
                """,
                """
                descriptors [0, 1, 2]
                input /dev/null
                environment ['PATH']
                blocked 0000000000000000
                umask 0022
                session True
                files (1024, 1024)
                core (0, 0)
                hostname sandbox
                """);
    }
}

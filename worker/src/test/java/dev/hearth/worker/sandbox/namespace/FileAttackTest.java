package dev.hearth.worker.sandbox.namespace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.worker.sandbox.RunningProcess;
import dev.hearth.worker.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Against the host's files and devices, and another sandbox's. */
final class FileAttackTest extends AttackTest {
    @Test
    void theHostsFilesAreNotThere() throws Exception {
        host.attack(
                "host-files",
                """
                for path in ('/etc/shadow', '/root', '/home', '/boot', '/sys', '/var/lib', '/var/log', '/mnt',
                             '/etc/ssh', '/etc/ssl/private', '%s', '/dev/shm', '/dev/tty', '/dev/kmsg', '/dev/mem',
                             '/dev/kvm', '/dev/fuse', '/run/docker.sock', '/proc/self/root/../../etc/shadow'):
                    tell(path, tried(os.stat, path))
                tell('root', sorted(os.listdir('/')))
                tell('dev', sorted(os.listdir('/dev')))
                """
                        .formatted(data),
                """
                /etc/shadow ENOENT
                /root ENOENT
                /home ENOENT
                /boot ENOENT
                /sys ENOENT
                /var/lib ENOENT
                /var/log ENOENT
                /mnt ENOENT
                /etc/ssh ENOENT
                /etc/ssl/private ENOENT
                %s ENOENT
                /dev/shm ENOENT
                /dev/tty ENOENT
                /dev/kmsg ENOENT
                /dev/mem ENOENT
                /dev/kvm ENOENT
                /dev/fuse ENOENT
                /run/docker.sock ENOENT
                /proc/self/root/../../etc/shadow ENOENT
                root %s
                dev ['fd', 'full', 'null', 'random', 'stderr', 'stdin', 'stdout', 'urandom', 'zero']
                """
                        .formatted(data, rootFolders()));
    }

    private static String rootFolders() {
        return Stream.of(
                        "bin", "dev", "etc", "lib", "lib32", "lib64", "libx32", "opt", "proc",
                        "run", "sbin", "tmp", "usr", "var")
                .filter(name -> !name.matches("bin|lib.*|sbin") || Files.exists(Path.of("/", name)))
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    @Test
    void nothingButTmpCanBeWritten() throws Exception {
        host.attack(
                "writes",
                """
                for folder in ('/', '/usr', '/usr/bin', '/etc', '/var', '/var/task', '/var/runtime', '/var/lang',
                               '/opt', '/run', '/run/sandbox', '/run/nothing', '/dev', '/var/rapid', '/etc/ssl/certs'):
                    tell(folder, tried(write, folder + '/new'))
                tell('passwd', tried(write, '/etc/passwd'))
                tell('code', tried(write, '/var/task/main.py'))
                tell('remove', tried(os.unlink, '/var/task/main.py'))
                tell('mode', tried(os.chmod, '/var/task/main.py', 0o777))
                tell('link', tried(os.link, '/var/task/main.py', '/tmp/main.py'))
                tell('proc', tried(write, '/proc/new'))
                tell('tmp', tried(write, '/tmp/new'))
                """,
                """
                / EROFS
                /usr EROFS
                /usr/bin EROFS
                /etc EROFS
                /var EROFS
                /var/task EROFS
                /var/runtime EROFS
                /var/lang EROFS
                /opt EROFS
                /run EROFS
                /run/sandbox EROFS
                /run/nothing EROFS
                /dev EROFS
                /var/rapid EROFS
                /etc/ssl/certs EROFS
                passwd EROFS
                code EROFS
                remove EROFS
                mode EROFS
                link EXDEV
                proc ENOENT
                tmp allowed
                """);
        Path code = data.resolve("code").resolve("writes").resolve("main.py");
        assertEquals("from attack import *", Files.readAllLines(code).getFirst());
    }

    @Test
    void noDeviceCanBeMadeOrOpened() throws Exception {
        host.attack(
                "devices",
                """
                import stat
                disk = os.makedev(8, 0)
                tell('block', tried(os.mknod, '/tmp/disk', stat.S_IFBLK | 0o600, disk))
                tell('memory', tried(os.mknod, '/tmp/mem', stat.S_IFCHR | 0o600, os.makedev(1, 1)))
                tell('null', tried(os.mknod, '/tmp/null', stat.S_IFCHR | 0o600, os.makedev(1, 3)))
                tell('terminal', tried(os.openpty))
                tell('whiteout', tried(os.mknod, '/tmp/whiteout', stat.S_IFCHR, 0))
                """,
                """
                block EPERM
                memory EPERM
                null EPERM
                terminal ENOENT
                whiteout allowed
                """);
    }

    @Test
    void noProgramGivesItsUserMore() throws Exception {
        host.attack(
                "setuid",
                """
                import shutil, subprocess
                shutil.copy('/usr/bin/id', '/tmp/id')
                os.chmod('/tmp/id', 0o6777)
                tell('own', subprocess.run(['/tmp/id', '-u'], capture_output=True, text=True).stdout.strip())
                tell('owner', tried(os.chown, '/tmp/id', 0, 0))
                tell('become root', tried(os.setuid, 0))
                tell('become another', tried(os.setresuid, 20052, 20052, 20052))
                tell('groups', tried(os.setgroups, [0]))
                tell('group', tried(os.setgid, 0))
                status = dict(line.split(':\\t', 1) for line in open('/proc/self/status').read().splitlines() if ':\\t' in line)
                for key in ('CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb', 'NoNewPrivs', 'Seccomp'):
                    tell(key, status[key])
                """,
                """
                own 20051
                owner EPERM
                become root EPERM
                become another EPERM
                groups EPERM
                group EPERM
                CapInh 0000000000000000
                CapPrm 0000000000000000
                CapEff 0000000000000000
                CapBnd 0000000000000000
                CapAmb 0000000000000000
                NoNewPrivs 1
                Seccomp 2
                """);
    }

    @Test
    void anotherSandboxesFilesAreNotThere() throws Exception {
        String keep =
                """
                import time
                open('/tmp/secret', 'w').write('x')
                print('up', flush=True)
                time.sleep(60)
                """;
        try (Sandbox other = host.backend.create(host.spec("other", Host.UID, keep))) {
            Host.Output output = new Host.Output();
            RunningProcess process = other.start(Host.python(output));
            host.awaitOutput(process, output, "up");
            host.attack(
                    "peeping",
                    """
                    tell('tmp', os.listdir('/tmp'))
                    tell('code', tried(os.stat, '%s/code/other/main.py'))
                    tell('handles', call('open_by_handle_at', -100, 0, 0))
                    tell('names', call('name_to_handle_at', -100, b'/tmp', 0, 0, 0))
                    """
                            .formatted(data),
                    """
                    tmp []
                    code ENOENT
                    handles EPERM
                    names EPERM
                    """);
        }
    }

    @Test
    void kernelSettingsCannotBeWrittenOrSecretsRead() throws Exception {
        String corePattern = Files.readString(Path.of("/proc/sys/kernel/core_pattern"));
        host.attack(
                "proc",
                """
                for path in ('/proc/sys/kernel/core_pattern', '/proc/sys/kernel/hostname', '/proc/sys/vm/drop_caches',
                             '/proc/sys/net/ipv4/ip_forward'):
                    tell(path, tried(write, path))
                if os.path.exists('/proc/sysrq-trigger') and tried(write, '/proc/sysrq-trigger') != 'EROFS':
                    tell('sysrq', 'allowed')
                tell('kcore', len(read('/proc/kcore')) if os.path.exists('/proc/kcore') else 0)
                tell('kmsg', tried(read, '/proc/kmsg'))
                tell('keys', len(read('/proc/keys')))
                tell('kallsyms', len(read('/proc/kallsyms')))
                tell('score', tried(write, '/proc/self/oom_score_adj', '-1000'))
                tell('map', tried(write, '/proc/self/uid_map', '0 20051 1'))
                tell('cgroups', [line.split()[2] for line in open('/proc/mounts') if 'cgroup' in line])
                """,
                """
                /proc/sys/kernel/core_pattern EROFS
                /proc/sys/kernel/hostname EROFS
                /proc/sys/vm/drop_caches EROFS
                /proc/sys/net/ipv4/ip_forward EROFS
                kcore 0
                kmsg EACCES
                keys 0
                kallsyms 0
                score EACCES
                map EPERM
                cgroups []
                """);
        assertEquals(corePattern, Files.readString(Path.of("/proc/sys/kernel/core_pattern")));
    }
}

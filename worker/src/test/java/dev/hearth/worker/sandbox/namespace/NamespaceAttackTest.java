package dev.hearth.worker.sandbox.namespace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Against the walls themselves. */
final class NamespaceAttackTest extends AttackTest {
    @Test
    void mountsCannotBeChanged() throws Exception {
        List<String> before = HostState.mounts();
        host.attack(
                "mounts",
                """
                tell('mount', call('mount', b'none', b'/tmp', b'tmpfs', 0, 0))
                tell('bind', call('mount', b'/', b'/tmp', 0, 0x1000, 0))
                tell('remount', call('mount', 0, b'/', 0, 0x20 | 0x1000, 0))
                tell('umount', call('umount2', b'/proc', 2))
                tell('pivot', call('pivot_root', b'.', b'.'))
                tell('chroot', call('chroot', b'/tmp'))
                tell('fsopen', call('fsopen', b'tmpfs', 0))
                tell('open_tree', call('open_tree', -100, b'/', 1))
                tell('move_mount', call('move_mount', -100, b'/tmp', -100, b'/proc', 0))
                tell('mount_setattr', call('mount_setattr', -100, b'/', 0, 0, 0))
                tell('swapon', call('swapon', b'/tmp/x', 0))
                tell('quotactl', call('quotactl', 0, 0, 0, 0))
                """,
                """
                mount EPERM
                bind EPERM
                remount EPERM
                umount EPERM
                pivot EPERM
                chroot EPERM
                fsopen EPERM
                open_tree EPERM
                move_mount EPERM
                mount_setattr EPERM
                swapon EPERM
                quotactl EPERM
                """);
        assertEquals(before, HostState.mounts());
    }

    @Test
    void noNamespaceCanBeMadeOrEntered() throws Exception {
        host.attack(
                "namespaces",
                """
                KINDS = {'mount': 0x20000, 'cgroup': 0x2000000, 'uts': 0x4000000, 'ipc': 0x8000000,
                         'user': 0x10000000, 'pid': 0x20000000, 'net': 0x40000000, 'time': 0x80}
                for kind, flag in KINDS.items():
                    tell('unshare ' + kind, call('unshare', flag))
                for kind, flag in KINDS.items():
                    if kind != 'time':
                        tell('clone ' + kind, call('clone', flag | 17, 0, 0, 0, 0))
                tell('clone3', call('clone3', 0, 0))
                own = os.open('/proc/self/ns/net', os.O_RDONLY)
                tell('setns', call('setns', own, 0))
                tell('hostname', call('sethostname', b'x', 1))
                tell('domain', call('setdomainname', b'x', 1))
                """,
                """
                unshare mount EPERM
                unshare cgroup EPERM
                unshare uts EPERM
                unshare ipc EPERM
                unshare user EPERM
                unshare pid EPERM
                unshare net EPERM
                unshare time EPERM
                clone mount EPERM
                clone cgroup EPERM
                clone uts EPERM
                clone ipc EPERM
                clone user EPERM
                clone pid EPERM
                clone net EPERM
                clone3 ENOSYS
                setns EPERM
                hostname EPERM
                domain EPERM
                """);
    }
}

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;
import org.elasticsearch.plugins.PluginsUtils;

/** One node of Elasticsearch, run from its jars: `java … SingleNode HOME MODULES PORT`. Ends on SIGTERM. */
public class SingleNode {
    public static void main(String[] arguments) throws Exception {
        LogConfigurator.configureESLogging(); // first: whatever else is loaded asks for its logger
        Path home = Path.of(arguments[0]);
        Path modules = Path.of(arguments[1]);
        Settings settings = Settings.builder()
            .put("path.home", home)
            .put("http.port", arguments[2])
            .put("network.host", "127.0.0.1")
            .put("transport.port", 0)
            .put("discovery.type", "single-node")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
        Environment environment =
            InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), home.resolve("config"), () -> "tests");
        PluginsLoader plugins = PluginsLoader.createPluginsLoader(
            PluginsUtils.getModuleBundles(modules), Set.of(), Map.of(), false); // false: on a plain class path
        Node node = new Node(environment, plugins);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
        Thread.currentThread().join(); // its own threads are daemons
    }

    private static void close(Node node) {
        try {
            node.close();
        } catch (Exception error) {
            error.printStackTrace();
        }
    }
}

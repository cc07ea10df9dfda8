import java.nio.file.Path;
import java.util.Map;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/** A single node without the distribution's launcher: TestNode HOME FOLDER PORT. */
public class TestNode {
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]).toAbsolutePath();
    Path folder = Path.of(args[1]).toAbsolutePath();
    Settings settings =
        Settings.builder()
            .put("path.home", home.toString())
            .put("path.data", folder.resolve("data").toString())
            .put("path.logs", folder.resolve("logs").toString())
            .put("node.name", "test")
            .put("cluster.name", "test")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", args[2])
            .put("transport.port", "0")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            // The serial collector lets garbage stand until the memory is full.
            .put("indices.breaker.total.use_real_memory", false)
            .build();
    Environment environment = new Environment(settings, home.resolve("config"));
    LogConfigurator.setNodeName("test");
    LogConfigurator.configureWithoutConfig(settings);
    LogConfigurator.configureESLogging();
    var modules = PluginsLoader.loadModulesBundles(environment.modulesDir(), true);
    var plugins = PluginsLoader.loadPluginsBundles(environment.pluginsDir(), true);
    var loader = PluginsLoader.createPluginsLoader(modules, plugins, Map.of());
    new Node(environment, loader).start();
    Thread.currentThread().join();
  }
}

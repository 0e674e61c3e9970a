//! Opens the door: the portals on an address until somebody asks to stop.

use crate::arguments::{Door, Serve};
use crate::commands::{read, take_in};
use crate::terminal::say;
use crate::wiring::{Sentence, moment, open, told};
use app::City;
use app::log::{Level, log};
use identity::AdministratorRole;
use std::net::TcpListener;
use std::sync::Arc;
use web::desk::House;
use web::doorplate::Doorplate;
use web::frame::Portal;

/// Opens a real city.
///
/// # Errors
/// A sentence that says what to do.
pub fn serve(wanted: &Serve) -> Result<(), Sentence> {
    let door = &wanted.door;
    let front = Front::of(door)?;
    let city = open(&door.place, &front.address)?;
    // Until somebody took office, a start may have been killed while the pack was taken in: taking it in again goes
    // on where it broke off, and changes nothing of a pack that is whole.
    if let Some(pack) = &wanted.pack
        && !city.has_administrators().map_err(told)?
    {
        take_in(&city, &read(pack)?)?;
    }
    if !city.is_founded().map_err(told)? {
        say("the ledger is empty: stop, take a pack in with `yimen pack load FOLDER`, and start again\n")?;
    }
    open_door(city, front, say_first_links)
}

/// Prints a link for each administrator that the city lacks. They go to standard output only, never into the log.
fn say_first_links(city: &City) -> Result<(), Sentence> {
    if !city.is_founded().map_err(told)? || city.is_demo().map_err(told)? {
        return Ok(());
    }
    let public = city.settings().public_address.trim_end_matches('/');
    let links = city.new_first_links(moment()?.now).map_err(told)?;
    let Some(expires) = links.first().map(|link| link.expires) else { return Ok(()) };
    let mut text =
        String::from("administrators are missing; give each link to another person, it works once:\n");
    for link in &links {
        let name = match link.role {
            AdministratorRole::System => "系统管理员 system administrator",
            AdministratorRole::Security => "安全管理员 security administrator",
            AdministratorRole::Audit => "审计管理员 audit administrator",
        };
        text.push_str(&format!("  {name}: {public}{}\n", link.path));
    }
    say(&format!(
        "{text}  they hold until {expires:.0}; the next start prints new ones for whoever is missing\n"
    ))
}

/// What is looked at before the city behind a door is opened or made: a mistake here changes nothing, and the public
/// address names the port.
pub struct Front {
    listener: TcpListener,
    portals: Vec<Portal>,
    with_papers: bool,
    /// The address that people on this machine type.
    pub address: String,
}

impl Front {
    /// Takes the address of a door and reads which portals it has.
    ///
    /// # Errors
    /// A sentence if the address is taken or none, or if there is no such portal.
    pub fn of(door: &Door) -> Result<Front, Sentence> {
        let portals = portals(door)?;
        let listener = TcpListener::bind(&door.listen)
            .map_err(|cause| format!("{} cannot be listened on: {cause}", door.listen))?;
        let address = format!("http://{}", listener.local_addr()?);
        Ok(Front { listener, portals, with_papers: !door.no_papers, address })
    }
}

/// Opens the door, says where, and then lets `afterwards` work beside the open door.
///
/// # Errors
/// A sentence that says what to do.
pub fn open_door(
    city: City,
    front: Front,
    afterwards: impl FnOnce(&City) -> Result<(), Sentence> + Send + 'static,
) -> Result<(), Sentence> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        front.listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(front.listener)?;
        let house = House { city: city.clone(), doorplate: Arc::new(doorplate(&city)) };
        let router = web::portals::open(house, &front.portals);
        say(&format!("listening on {}\n", front.address))?;
        crate::workers::start(&city, front.with_papers);
        // The first answer does not wait for the dictionary; whoever searches first mostly finds it ready.
        let found = city.content();
        std::thread::spawn(move || found.index.make_ready());
        std::thread::spawn(move || {
            if let Err(sentence) = afterwards(&city) {
                log(Level::Error, "beside-the-door", &[("cause", &sentence.to_string())]);
            }
        });
        axum::serve(listener, router).with_graceful_shutdown(asked_to_stop()).await?;
        Ok(())
    })
}

async fn asked_to_stop() {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .expect("a process may listen for its signals");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

fn portals(door: &Door) -> Result<Vec<Portal>, Sentence> {
    if door.portals.is_empty() {
        return Ok(Portal::ALL.to_vec());
    }
    let named = |name: &String| {
        Portal::ALL
            .into_iter()
            .find(|portal| portal.name() == name)
            .ok_or_else(|| format!("there is no portal {name}: citizen, desk, admin or api").into())
    };
    door.portals.iter().map(named).collect()
}

fn doorplate(city: &City) -> Doorplate {
    let content = city.content();
    let brand = content.about.brand.colour.as_deref().zip(content.about.brand.accent.as_deref());
    Doorplate {
        name: content.about.service.clone(),
        place: content.about.name.clone(),
        keeper: content.about.name.clone(),
        telephone: content.about.hotline.clone().unwrap_or_default(),
        brand: brand.and_then(|(colour, accent)| web::doorplate::Brand::read(colour, accent).ok()),
        demo: content.about.demo,
        secure: city.settings().public_address.starts_with("https://"),
    }
}
